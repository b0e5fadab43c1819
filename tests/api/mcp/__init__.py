"""Tests of the face for agents."""
