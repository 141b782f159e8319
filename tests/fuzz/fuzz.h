/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>

/**
 * LLVMFuzzerTestOneInput:
 *
 * What every fuzz-*.c defines: gives the bytes to one parser and asserts what has to hold of the result. libFuzzer
 * calls it with inputs of its own; fuzz-main.c with the files of a corpus, so that it is also an ordinary test.
 */
int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);
