/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CsKey:
 *
 * One key of a page and what it does there.
 */
typedef struct
{
  const char *keys; /* as gtk_accelerator_parse() reads it */
  const char *does; /* marked for translation */
} CsKey;

/**
 * cs_keys_declare:
 * @page: a page of the main window
 * @keys: static; ends with a %NULL @keys
 *
 * Says which keys @page has of its own, for the list that Ctrl+? shows.
 */
void       cs_keys_declare    (GtkWidget   *page,
                               const CsKey *keys);

/**
 * cs_keys_window_new:
 * @page: (nullable): the page shown: its keys come first
 *
 * The keys of the page, then those that hold everywhere.
 */
GtkWindow *cs_keys_window_new (GtkWindow   *parent,
                               GtkWidget   *page);

G_END_DECLS
