"""The screen: the only room that knows Streamlit. `main.py` is the frame, each other file is one page."""
