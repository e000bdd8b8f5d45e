"""Article to mentions and attributions: decode the heads' scores, then resolve, classify and account.

Must not import `capture`, `text` or `report`, nor onnxruntime.
"""
