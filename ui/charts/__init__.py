"""Figures: data in, plotly figure out; nothing here knows Streamlit."""
