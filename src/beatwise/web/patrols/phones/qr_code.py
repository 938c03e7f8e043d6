"""A QR code as a drawing of our own making: one path, no size, the words beside it."""

from __future__ import annotations


QUIET = 4  # modules of white around the code, as ISO/IEC 18004 asks


def qr_picture(words: str) -> str:
    """Return the SVG of a QR code of some words, level M, black on white."""
    import qrcode

    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET)
    code.add_data(words)
    code.make(fit=True)
    matrix = code.get_matrix()
    size = len(matrix)
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark
    )
    return (
        f'<svg class="bw-qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" '
        'width="296" height="296" role="img" aria-label="QR code of the address below" '
        f'shape-rendering="crispEdges"><rect width="{size}" height="{size}" fill="#ffffff"/>'
        f'<path d="{path}" fill="#000000"/></svg>'
    )
