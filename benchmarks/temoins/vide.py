"""The `hello` page: one line of text."""

import streamlit as st

st.write("Bonjour")
