"""What the application is compared to: an empty Streamlit page, one screen and two in Dash, a static page."""
