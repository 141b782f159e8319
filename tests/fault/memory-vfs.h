/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file system in memory for sqlite3 whose power can go at any write or sync. What was synced then stays; of every write since, each
 * 512-byte sector stays or is lost by chance, and later ones may stay where earlier ones are lost. One connection at a time. */

typedef struct _MemoryImage MemoryImage;

/* Makes it sqlite3's default file system. */
void         memory_vfs_register  (void);

/* The power goes at the @n_operations-th write, truncation or sync from now; 0 = it stays on. */
void         memory_vfs_arm       (guint        n_operations);
gboolean     memory_vfs_is_dead   (void);

/* What the disk holds when the power comes back. */
void         memory_vfs_recover   (GRand       *rand);

/* All files as they are now, synced, to begin from again and again; kept until the program ends. */
MemoryImage *memory_vfs_save      (void);
void         memory_vfs_load      (MemoryImage *image);

G_END_DECLS
