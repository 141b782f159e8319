/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

/* How many pages another program finds in a PDF: cairo 1.18 hides them in compressed streams. */
static inline guint
pdf_count_pages (const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autofree char *said = NULL;
  const char *pages;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "pdfinfo", path, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  g_assert_nonnull (pages = strstr (said, "\nPages:"));

  return (guint) strtoul (pages + strlen ("\nPages:"), NULL, 10);
}
