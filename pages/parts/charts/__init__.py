"""Frames in, plotly figures out. Knows plotly, words and colours; nothing of streamlit, the store or a selection.

Every figure is built in one shot, has a fixed height, no title (plotly does not wrap: the page sets it as a heading),
no zoom (a chart must not catch the finger that scrolls the page), and whole words in its tooltips.
"""
