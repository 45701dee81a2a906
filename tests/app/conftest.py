from tests.tools.language.conftest import prompts

__all__ = ["prompts"]
