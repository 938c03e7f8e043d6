"""Scan CSV bytes for three columns and turn their words into codes, one pass, no copies.

A word's code is found by an FNV-1a hash of its bytes in an open-addressing table: 46 bits of it are
kept beside the 17 that choose the slot. Two words among 100,000 are taken for one another with a
chance below 1 in a million.
"""

from __future__ import annotations

import numpy as np

from beatwise.hotspots.compiled import compiled


SLOTS = 1 << 17
FULL = SLOTS // 2
FINE, WRONG_COLUMNS, TOO_MANY_WORDS, OPEN_QUOTE = 0, 1, 2, 3
_COMMA, _QUOTE, _NEWLINE, _RETURN = 44, 34, 10, 13
_FNV_OFFSET, _FNV_PRIME = np.uint64(14695981039346656037), np.uint64(1099511628211)
_NONE = np.uint64(0)
_LOWER = np.uint64((1 << 18) - 1)
_UPPER = np.uint64(((1 << 64) - 1) ^ ((1 << 18) - 1))


@compiled(nogil=True)
def _hash(data, start, end):  # type: ignore[no-untyped-def]
    """Return the FNV-1a hash of some bytes."""
    word_hash = _FNV_OFFSET
    for index in range(start, end):
        word_hash = (word_hash ^ np.uint64(data[index])) * _FNV_PRIME
    return word_hash


@compiled(nogil=True)
def _note(line, which, code, start, end, row):  # type: ignore[no-untyped-def]
    """Write down a word met for the first time."""
    line[0], line[1], line[2], line[3], line[4] = which, code, start, end, row


@compiled(nogil=True)
def _code_of(word_hash, table, sizes, column):  # type: ignore[no-untyped-def]
    """Return the word's code, giving it the next one when it is new.

    A slot holds the upper bits of the hash and the code plus one in one number, so that finding a
    word costs one look into memory.
    """
    slot = np.int64(word_hash & np.uint64(SLOTS - 1))
    upper = word_hash & _UPPER
    while table[column, slot] != _NONE:
        if table[column, slot] & _UPPER == upper:
            return np.int64(table[column, slot] & _LOWER) - 1
        slot = (slot + 1) & (SLOTS - 1)
    sizes[column] += 1
    table[column, slot] = upper | np.uint64(sizes[column])
    return sizes[column] - 1


@compiled(nogil=True)
def delimiters(data, marks):  # type: ignore[no-untyped-def]
    """Write the position of each comma and line end to ``marks``; return how many.

    Returns -1 when there is a quotation mark, for then a comma may be inside a word.
    """
    n, quotes = 0, 0
    for position in range(len(data)):
        byte = data[position]
        marks[n] = position
        n += (byte == _COMMA) | (byte == _NEWLINE)
        quotes |= byte == _QUOTE
    return -1 if quotes else n


@compiled(nogil=True)
def scan_plain(  # type: ignore[no-untyped-def]
    data, marks, n_marks, wanted, n_columns, table, sizes, out, new_words
):
    """Scan lines without quotation marks, given where their commas and line ends are.

    Parameters and result are those of ``scan``.
    """
    index, row, n_new, line = 0, 0, 0, 0
    while index < n_marks:
        mark = marks[index]
        bare = mark == line or (mark == line + 1 and data[line] == _RETURN)
        if bare and data[mark] == _NEWLINE:  # an empty line
            line = mark + 1
            index += 1
            continue
        if index + n_columns > n_marks or data[marks[index + n_columns - 1]] != _NEWLINE:
            return WRONG_COLUMNS, row, n_new
        for column in range(n_columns - 1):
            if data[marks[index + column]] != _COMMA:
                return WRONG_COLUMNS, row, n_new
        for column in range(n_columns):
            which = wanted[column]
            if which < 0:
                continue
            start = line if column == 0 else marks[index + column - 1] + 1
            end = marks[index + column]
            if column == n_columns - 1 and end > start and data[end - 1] == _RETURN:
                end -= 1
            known = sizes[which]
            code = _code_of(_hash(data, start, end), table, sizes, which)
            out[which, row] = code
            if sizes[which] > known:
                if sizes[which] > FULL or n_new >= len(new_words):
                    return TOO_MANY_WORDS, row, n_new
                _note(new_words[n_new], which, code, start, end, row)
                n_new += 1
        line = marks[index + n_columns - 1] + 1
        index += n_columns
        row += 1
    return FINE, row, n_new


@compiled(nogil=True)
def _field_end(data, position, quoted):  # type: ignore[no-untyped-def]
    """Return where the comma or line end after this field is, or -1 for an open quotation mark."""
    if quoted:
        position += 1
        while data[position] != _QUOTE or data[position + 1] == _QUOTE:
            if data[position] == _NEWLINE:
                return -1
            position += 2 if data[position] == _QUOTE else 1
        position += 1
        if data[position] == _RETURN:
            position += 1
        return position if data[position] == _COMMA or data[position] == _NEWLINE else -1
    while data[position] != _COMMA and data[position] != _NEWLINE:
        position += 1
    return position


@compiled(nogil=True)
def scan(  # type: ignore[no-untyped-def]
    data, wanted, n_columns, table, sizes, out, new_words
):
    """Scan whole lines and write a code for each wanted column of each row.

    Parameters
    ----------
    data : uint8 (bytes,)
        Whole lines of CSV without the header; the last byte is a line end.
    wanted : int64 (n_columns,)
        For each column of the file, which output it is, or -1.
    table, sizes : uint64 (3, SLOTS), int64 (3,)
        The words met so far, kept from call to call; changed in place.
    out : int32 (3, rows)
        Filled with codes.
    new_words : int64 (words, 5)
        Filled with (output, code, start, end, row) of each word met for the first time.

    Returns
    -------
    (status, rows, new words)
        ``status`` is FINE, or says what is wrong with the row of index ``rows``.
    """
    size = len(data)
    position, row, n_new = 0, 0, 0
    while position < size:
        if data[position] == _NEWLINE or data[position] == _RETURN:
            position += 1
            continue
        column = 0
        while True:
            which = wanted[column] if column < n_columns else -1
            quoted = data[position] == _QUOTE
            start = position + 1 if quoted else position
            position = _field_end(data, position, quoted)
            if position < 0:
                return OPEN_QUOTE, row, n_new
            if which >= 0:
                end = position - 1 if quoted else position
                if data[position] == _NEWLINE and end > start and data[end - 1] == _RETURN:
                    end -= 1
                known = sizes[which]
                code = _code_of(_hash(data, start, end), table, sizes, which)
                out[which, row] = code
                if sizes[which] > known:
                    if sizes[which] > FULL or n_new >= len(new_words):
                        return TOO_MANY_WORDS, row, n_new
                    _note(new_words[n_new], which, code, start, end, row)
                    n_new += 1
            column += 1
            position += 1
            if data[position - 1] == _NEWLINE:
                break
        if column != n_columns:
            return WRONG_COLUMNS, row, n_new
        row += 1
    return FINE, row, n_new
