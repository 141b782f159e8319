/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-difference-words.h"

#include <glib/gi18n.h>

/* An unchanged stretch longer than this many characters is shortened to its two ends of half that. */
#define LONGEST_SAME 400

typedef struct
{
  guint16 red;
  guint16 green;
  guint16 blue;
} Colour;

/* libadwaita's success and error colours, for text on a light and on a dark ground. */
static const Colour ADDED[] = { { 0x1b1b, 0x8585, 0x5353 }, { 0x8f8f, 0xf0f0, 0xa4a4 } };
static const Colour REMOVED[] = { { 0xc0c0, 0x1c1c, 0x2828 }, { 0xffff, 0x7b7b, 0x6363 } };

static void
append_same (GString    *text,
             const char *same,
             gboolean    first,
             gboolean    last)
{
  glong length = g_utf8_strlen (same, -1);

  if (length <= LONGEST_SAME)
    {
      g_string_append (text, same);
      return;
    }
  if (!first)
    g_string_append_len (text, same, g_utf8_offset_to_pointer (same, LONGEST_SAME / 2) - same);
  g_string_append (text, " … ");
  if (!last)
    g_string_append (text, g_utf8_offset_to_pointer (same, length - LONGEST_SAME / 2));
}

static void
add_mark (PangoAttrList  *attributes,
          PangoAttribute *attribute,
          guint           start,
          guint           end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (attributes, attribute);
}

static void
mark_run (PangoAttrList *attributes,
          CsDiffKind     kind,
          gboolean       dark,
          guint          start,
          guint          end)
{
  const Colour *colour = kind == CS_DIFF_ADDED ? &ADDED[dark ? 1 : 0] : &REMOVED[dark ? 1 : 0];

  add_mark (attributes, pango_attr_foreground_new (colour->red, colour->green, colour->blue), start, end);
  if (kind == CS_DIFF_ADDED)
    {
      add_mark (attributes, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, end);
      add_mark (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, end);
    }
  else
    {
      add_mark (attributes, pango_attr_strikethrough_new (TRUE), start, end);
    }
}

PangoAttrList *
cs_difference_words_mark (GPtrArray  *runs,
                          gboolean    dark,
                          char      **text)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  g_autoptr(GString) shown = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const CsDiffRun *run = g_ptr_array_index (runs, i);
      gsize start = shown->len;

      if (run->kind == CS_DIFF_SAME)
        {
          append_same (shown, run->text, i == 0, i + 1 == runs->len);
          continue;
        }
      /* What replaces something stands beside it, not in it. */
      if (i > 0 && ((const CsDiffRun *) g_ptr_array_index (runs, i - 1))->kind == CS_DIFF_REMOVED)
        g_string_append (shown, "\u2009");
      start = shown->len;
      g_string_append (shown, run->text);
      mark_run (attributes, run->kind, dark, start, shown->len);
    }
  *text = g_string_free (g_steal_pointer (&shown), FALSE);
  return attributes;
}

char *
cs_difference_words_spoken (GPtrArray *runs)
{
  g_autoptr(GString) spoken = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const CsDiffRun *run = g_ptr_array_index (runs, i);
      g_autofree char *trimmed = g_strstrip (g_strdup (run->text));

      if (run->kind == CS_DIFF_SAME || !*trimmed)
        continue;
      if (spoken->len > 0)
        g_string_append_c (spoken, ' ');
      if (run->kind == CS_DIFF_ADDED)
        /* Translators: words that were added to a text. */
        g_string_append_printf (spoken, _("Added: “%s”."), trimmed);
      else
        /* Translators: words that were removed from a text. */
        g_string_append_printf (spoken, _("Removed: “%s”."), trimmed);
    }
  return g_string_free (g_steal_pointer (&spoken), FALSE);
}

static void
compare_accounts (GPtrArray       *lines,
                  CsSession       *session,
                  const CsContent *one,
                  const CsContent *other,
                  gboolean         added)
{
  for (guint i = 0; i < one->accounts->len; i++)
    {
      gint64 id = g_array_index (one->accounts, gint64, i);
      const CsAccountInfo *account = cs_session_find_account (session, id);
      const char *handle = account ? account->handle : "?";

      if (cs_content_has_account (other, id))
        continue;
      if (added)
        g_ptr_array_add (lines, g_strdup_printf (_("It now also goes out on %s."), handle));
      else
        g_ptr_array_add (lines, g_strdup_printf (_("It no longer goes out on %s."), handle));
    }
}

static gboolean
has_source (const CsContent *content,
            const CsSource  *wanted)
{
  for (guint i = 0; i < content->sources->len; i++)
    {
      const CsSource *source = cs_content_get_source (content, i);

      if (g_str_equal (source->publisher, wanted->publisher) && g_str_equal (source->title, wanted->title) &&
          g_str_equal (source->date, wanted->date) && g_str_equal (source->address, wanted->address))
        return TRUE;
    }
  return FALSE;
}

static void
compare_sources (GPtrArray       *lines,
                 const CsContent *one,
                 const CsContent *other,
                 gboolean         added)
{
  for (guint i = 0; i < one->sources->len; i++)
    {
      const CsSource *source = cs_content_get_source (one, i);
      const char *title = *source->title ? source->title : source->publisher;

      if (has_source (other, source))
        continue;
      if (added)
        g_ptr_array_add (lines, g_strdup_printf (_("Source added: %s"), title));
      else
        g_ptr_array_add (lines, g_strdup_printf (_("Source removed: %s"), title));
    }
}

static char *
name_account (gint64   id,
              gpointer data)
{
  const CsAccountInfo *account = cs_session_find_account (data, id);

  return g_strdup (account ? account->handle : "?");
}

GPtrArray *
cs_difference_words_settings (CsSession       *session,
                              const CsContent *before,
                              const CsContent *after)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *facts = NULL;

  compare_accounts (lines, session, before, after, FALSE);
  compare_accounts (lines, session, after, before, TRUE);
  compare_sources (lines, before, after, FALSE);
  compare_sources (lines, after, before, TRUE);
  if (before->visibility != after->visibility)
    g_ptr_array_add (lines, g_strdup_printf (_("Who can see it: %1$s instead of %2$s."),
                                             cs_visibility_label (after->visibility),
                                             cs_visibility_label (before->visibility)));
  if (!g_str_equal (before->language, after->language))
    g_ptr_array_add (lines, g_strdup_printf (_("Language of the text: %1$s instead of %2$s."),
                                             after->language, before->language));
  if (!g_str_equal (before->warning, after->warning))
    {
      if (!*after->warning)
        g_ptr_array_add (lines, g_strdup_printf (_("The content warning “%s” was removed."), before->warning));
      else
        g_ptr_array_add (lines, g_strdup_printf (_("Content warning: “%s”"), after->warning));
    }
  facts = cs_content_compare_facts (before, after, name_account, session);
  g_ptr_array_extend_and_steal (lines, g_steal_pointer (&facts));
  return lines;
}
