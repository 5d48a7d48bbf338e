"""The `hello` page twice, with a menu to go from one to the other."""

import streamlit as st


def bonjour() -> None:
    st.title("Bonjour")


def bonsoir() -> None:
    st.title("Bonsoir")


st.navigation([st.Page(bonjour, title="Bonjour", default=True), st.Page(bonsoir, title="Bonsoir")]).run()
