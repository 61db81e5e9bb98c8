"""Rules and answers over one or several repositories; no Streamlit."""
