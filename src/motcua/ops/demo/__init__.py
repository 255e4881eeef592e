"""The sample authority: made by the same operations that people use, played by the same pages they see."""
