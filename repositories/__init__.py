"""All SQL: the served replicas and the sources they are built from; no Streamlit."""
