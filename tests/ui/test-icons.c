/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

/* A name that the icon theme lacks draws a broken picture and says nothing. */

static GtkIconTheme *theme;

static guint
check_file (const char *path,
            GRegex     *regex)
{
  g_autofree char *text = NULL;
  g_autoptr(GMatchInfo) match = NULL;
  g_autoptr(GError) error = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);

      n++;
      if (!gtk_icon_theme_has_icon (theme, name))
        {
          g_test_message ("%s: no icon %s", path, name);
          g_test_fail ();
        }
    }

  return n;
}

static guint
check_folder (const char *path,
              GRegex     *regex)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) folder = g_dir_open (path, 0, &error);
  const char *name;
  guint n = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        n += check_folder (child, regex);
      else if (g_str_has_suffix (name, ".c") || g_str_has_suffix (name, ".ui"))
        n += check_file (child, regex);
    }

  return n;
}

static void
test_icons (void)
{
  g_autofree char *sources = g_build_filename (g_getenv ("CS_TEST_DATA"), "..", "..", "src", "app", NULL);
  g_autoptr(GRegex) regex = g_regex_new ("[\">]([a-z0-9-]+-symbolic)[\"<]", 0, 0, NULL);

  g_test_summary ("Every icon that the workstation names is in the theme or in the program");
  g_assert_cmpuint (check_folder (sources, regex), >, 40);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  gtk_icon_theme_add_resource_path (theme, "/org/countersign/Countersign/icons");

  g_test_add_func ("/icons/all-there", test_icons);

  return g_test_run ();
}
