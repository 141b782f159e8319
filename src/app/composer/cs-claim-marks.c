/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-claim-marks.h"

static const char * const names[] = { "claim-open", "claim-tied" };

static void
add_tags (GtkTextBuffer *buffer)
{
  const GdkRGBA amber = { 0.90f, 0.55f, 0.05f, 1 };
  const GdkRGBA green = { 0.15f, 0.64f, 0.41f, 1 };

  gtk_text_buffer_create_tag (buffer, names[0], "underline", PANGO_UNDERLINE_DOUBLE, "underline-rgba", &amber, NULL);
  gtk_text_buffer_create_tag (buffer, names[1], "underline", PANGO_UNDERLINE_SINGLE, "underline-rgba", &green, NULL);
}

/* What the marks depend on. */
static char *
make_key (const CsSegment *segment,
          guint            n_sources)
{
  GString *key = g_string_new (segment->text);

  g_string_append_printf (key, "\n%u", n_sources);
  for (guint i = 0; i < segment->claims->len; i++)
    {
      const CsClaim *claim = g_ptr_array_index (segment->claims, i);

      g_string_append_printf (key, "\n%u %s", claim->source, claim->words);
    }

  return g_string_free (key, FALSE);
}

static void
apply (GtkTextBuffer     *buffer,
       const CsSegment   *segment,
       const CsClaimSpan *span,
       guint              n_sources)
{
  GtkTextIter start, end;
  gboolean tied = cs_claims_is_tied (segment, span, n_sources, NULL);
  glong from = g_utf8_pointer_to_offset (segment->text, segment->text + span->start);
  glong to = from + g_utf8_pointer_to_offset (segment->text + span->start, segment->text + span->end);

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) to);
  gtk_text_buffer_apply_tag_by_name (buffer, names[tied], &start, &end);
}

void
cs_claim_marks_show (GtkTextBuffer   *buffer,
                     const CsSegment *segment,
                     guint            n_sources)
{
  g_autofree char *key = NULL;
  g_autoptr(GArray) claims = NULL;
  GtkTextIter start, end;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer) && segment != NULL);

  key = make_key (segment, n_sources);
  if (g_strcmp0 (g_object_get_data (G_OBJECT (buffer), "cs-claims"), key) == 0)
    return;
  if (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), names[0]) == NULL)
    add_tags (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_text_buffer_remove_tag_by_name (buffer, names[i], &start, &end);
  claims = cs_claims_find (segment->text);
  for (guint i = 0; i < claims->len; i++)
    apply (buffer, segment, &g_array_index (claims, CsClaimSpan, i), n_sources);
  g_object_set_data_full (G_OBJECT (buffer), "cs-claims", g_steal_pointer (&key), g_free);
}

static char *
dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

void
cs_claim_marks_select (GtkTextView *view,
                       gsize        start,
                       gsize        end)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autofree char *text = dup_text (buffer);
  GtkTextIter from, to;

  if (start > end || end > strlen (text))
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &from, (int) g_utf8_pointer_to_offset (text, text + start));
  gtk_text_buffer_get_iter_at_offset (buffer, &to, (int) g_utf8_pointer_to_offset (text, text + end));
  gtk_text_buffer_select_range (buffer, &to, &from);
  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (buffer));
}

gboolean
cs_claim_marks_get_selection (GtkTextView *view,
                              gsize       *start,
                              gsize       *end)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autofree char *text = NULL;
  GtkTextIter from, to;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &from, &to))
    return FALSE;
  text = dup_text (buffer);
  *start = (gsize) (g_utf8_offset_to_pointer (text, gtk_text_iter_get_offset (&from)) - text);
  *end = (gsize) (g_utf8_offset_to_pointer (text, gtk_text_iter_get_offset (&to)) - text);
  while (*start < *end && g_ascii_isspace (text[*start]))
    (*start)++;
  while (*end > *start && g_ascii_isspace (text[*end - 1]))
    (*end)--;
  return *end > *start;
}
