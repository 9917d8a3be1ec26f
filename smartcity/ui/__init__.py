"""What the pages share. Streamlit is imported only here, in the pages and in app.py."""
