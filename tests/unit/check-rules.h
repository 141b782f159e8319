/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-checker.h"

/* The program's own rules, straight from their source. */

static inline void
check_rules_add (GPtrArray  *rules,
                 const char *pack)
{
  g_autofree char *folder = g_build_filename (SOURCE_CHECKS_DIR, pack, NULL);
  g_autoptr(GDir) files = g_dir_open (folder, 0, NULL);
  const char *file;

  while (files && (file = g_dir_read_name (files)))
    {
      g_autofree char *path = g_build_filename (folder, file, NULL);
      g_autofree char *text = NULL;
      g_autoptr(GError) error = NULL;
      gsize size = 0;

      g_assert_true (g_file_get_contents (path, &text, &size, NULL));
      g_ptr_array_add (rules, cs_check_rule_parse (path, text, size, &error));
      g_assert_no_error (error);
    }
}

/* @only: one pack, NULL = all */
static inline GPtrArray *
check_rules_load (const char *only)
{
  GPtrArray *rules = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_check_rule_unref);
  g_autoptr(GDir) packs = g_dir_open (SOURCE_CHECKS_DIR, 0, NULL);
  const char *pack;

  while ((pack = g_dir_read_name (packs)))
    if (!only || g_str_equal (pack, only))
      check_rules_add (rules, pack);
  return rules;
}
