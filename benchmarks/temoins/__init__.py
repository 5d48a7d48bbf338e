"""What the application is compared to: an empty Streamlit page, two of them, the Synthèse written in Dash."""
