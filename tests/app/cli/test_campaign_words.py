"""What `batuta campaign` tells of a gate."""

from app.cli.campaign import _shown


def test_a_repair_is_told_with_every_value_that_would_be_written() -> None:
    shown: dict[str, object] = {
        "plan": "a" * 64,
        "repair": [
            {
                "step": "repair-1-update-mail",
                "system": "web",
                "words": "Volver a escribir la pieza aprobada: SMS",
                "writes": [{"field": "parts.text", "live": "Compra ya\n", "written": "Hola"}],
            }
        ],
        "left": ["publish-web, state: ya no está"],
    }
    assert list(_shown(shown)) == [
        ("repair", "Volver a escribir la pieza aprobada: SMS"),
        ("parts.text", "'Compra ya\\n' → 'Hola'"),
        ("left", "publish-web, state: ya no está"),
    ]
