/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-direction.h"

/* Pango lays out a paragraph by its first letter, isolated or not; marks come before any. */
#define LEFT_TO_RIGHT_MARK "\u200e"
#define RIGHT_TO_LEFT_MARK "\u200f"
#define FIRST_STRONG_ISOLATE "\u2068"
#define POP_DIRECTIONAL_ISOLATE "\u2069"

/* The direction of the first letter, by which a text is laid out. */
static GtkTextDirection
find_direction (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar letter = g_utf8_get_char (text);
      GUnicodeScript script;

      if (!g_unichar_isalpha (letter))
        continue;

      script = g_unichar_get_script (letter);
      return script == G_UNICODE_SCRIPT_ARABIC || script == G_UNICODE_SCRIPT_HEBREW || script == G_UNICODE_SCRIPT_SYRIAC ||
             script == G_UNICODE_SCRIPT_THAANA || script == G_UNICODE_SCRIPT_NKO || script == G_UNICODE_SCRIPT_ADLAM ?
             GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;
    }

  return GTK_TEXT_DIR_NONE;
}

/* Whether @text runs against the language of the program. Marks are set only there: they are characters, and stay in what is copied. */
static gboolean
runs_against (const char *text)
{
  GtkTextDirection direction = find_direction (text);

  return direction != GTK_TEXT_DIR_NONE && direction != gtk_widget_get_default_direction ();
}

char *
cs_isolate (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return runs_against (text) ? g_strconcat (FIRST_STRONG_ISOLATE, text, POP_DIRECTIONAL_ISOLATE, NULL) : g_strdup (text);
}

char *
cs_begin_lines (const char *text)
{
  gboolean right_to_left = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GString) marked = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_string_append (marked, i > 0 ? "\n" : "");
      if (runs_against (lines[i]))
        g_string_append (marked, right_to_left ? RIGHT_TO_LEFT_MARK : LEFT_TO_RIGHT_MARK);
      g_string_append (marked, lines[i]);
    }

  return g_string_free (g_steal_pointer (&marked), FALSE);
}

void
cs_keep_left_to_right (GtkEditable *entry)
{
  GtkEditable *text;

  g_return_if_fail (GTK_IS_EDITABLE (entry));

  text = entry;
  while (gtk_editable_get_delegate (text) != NULL)
    text = gtk_editable_get_delegate (text);
  if (gtk_widget_get_direction (GTK_WIDGET (entry)) != GTK_TEXT_DIR_RTL)
    return;

  gtk_widget_set_direction (GTK_WIDGET (text), GTK_TEXT_DIR_LTR);
  gtk_editable_set_alignment (text, 1);
}
