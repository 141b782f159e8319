/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Seconds of processor that a picture may take, and memory of the whole program; under a sanitizer there is no bound of memory, since that maps terabytes of shadow. */
#define CS_DECODER_CPU_SECONDS 20
#define CS_DECODER_MEMORY_BYTES ((guint64) 1024 * 1024 * 1024)

/**
 * cs_decoder_limit:
 *
 * First thing of the program: bounds of processor, memory and files, no core file, no new privileges.
 */
gboolean cs_decoder_limit   (void);

/**
 * cs_decoder_lock_in:
 *
 * Once the input is mapped and the loader's module is there: from now on nothing can be opened, run, connected or mapped as code. What is left is reading and writing
 * what is open already, memory, threads and clocks. Anything else fails with EPERM; the worst (running a program, sockets) ends the program.
 */
gboolean cs_decoder_lock_in (void);

G_END_DECLS
