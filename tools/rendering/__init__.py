"""How messages look where they arrive. Read `renderer.py` first."""

from tools.rendering.renderer import Renderer

__all__ = ["Renderer"]
