"""The drawn face: pictures as SVG and the explorer as one HTML file."""
