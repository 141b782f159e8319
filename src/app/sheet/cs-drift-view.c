/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-drift-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "cs-amend-client.h"
#include "cs-difference-words.h"
#include "cs-drift.h"
#include "cs-show-error.h"
#include "cs-text-label.h"
#include "cs-time.h"

/* --- in words --- */

char *
cs_drift_view_describe (const CsSheetInfo       *sheet,
                        const CsPublicationInfo *publication,
                        const char              *zone)
{
  const CsTakeDownInfo *removal = cs_amends_info_find (sheet->amends, publication->id);
  const char *sentence = cs_drift_sentence (publication->read_back);
  gint64 since = publication->settled_at;
  g_autofree char *when = NULL;
  g_autofree char *seen = NULL;

  if (sentence == NULL || publication->state != CS_PUBLICATION_SENT || (removal && removal->state == CS_TAKE_DOWN_GONE))
    return g_strdup ("");

  for (guint i = sheet->amends ? sheet->amends->looks->len : 0; i > 0; i--)
    {
      const CsLookInfo *look = g_ptr_array_index (sheet->amends->looks, i - 1);

      if (look->publication != publication->id)
        continue;
      if (!g_str_equal (look->result, publication->read_back))
        break;
      since = look->at;
    }
  when = cs_time_format_full (since, zone);
  /* Translators: %s is a day and time */
  seen = g_strdup_printf (_("First seen so on %s."), when);

  return g_strdup_printf (C_("two sentences", "%1$s %2$s"), sentence, seen);
}

char *
cs_drift_view_describe_same (const CsSheetInfo       *sheet,
                             const CsPublicationInfo *publication,
                             const char              *zone)
{
  const CsLookInfo *look = cs_amends_info_find_look (sheet->amends, publication->id);
  const CsTakeDownInfo *removal = cs_amends_info_find (sheet->amends, publication->id);
  g_autofree char *when = NULL;

  if (look == NULL || !g_str_equal (look->result, "same") || publication->state != CS_PUBLICATION_SENT ||
      (removal && removal->state == CS_TAKE_DOWN_GONE))
    return g_strdup ("");

  when = cs_time_format_full (look->at, zone);

  /* Translators: %s is a day and time */
  return g_strdup_printf (_("Compared on %s: it is what was signed."), when);
}

char *
cs_drift_view_dup_looks (const CsSheetInfo       *sheet,
                         const CsPublicationInfo *publication,
                         const char              *zone)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; sheet->amends && i < sheet->amends->looks->len; i++)
    {
      const CsLookInfo *look = g_ptr_array_index (sheet->amends->looks, i);
      g_autofree char *when = cs_time_format_full (look->at, zone);
      g_autofree char *line = NULL;

      if (look->publication != publication->id)
        continue;
      /* Translators: %s is a day and time */
      line = g_strdup_printf (cs_drift_sentence (look->result) ? _("%s: differs") : _("%s: as signed"), when);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What whoever reads it may do. A deletion is no reason to send the same again: that is another post, with its own chain. */
static const char *
advise (const char *result)
{
  if (g_str_equal (result, "gone"))
    return _("If nobody here deleted it, the network did, or somebody who has the login. It is never sent again by itself: what still has to be said is a post of its own.");

  return _("If nobody here changed it, the network did, or somebody who has the login. What is there can be corrected or withdrawn.");
}

/* --- side by side --- */

static void
append_difference (GtkWidget  *box,
                   const char *caption,
                   const char *signed_words,
                   const char *there)
{
  g_autoptr(GPtrArray) runs = cs_diff_words (signed_words, there);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autofree char *text = NULL;
  g_autofree char *spoken = cs_difference_words_spoken (runs);
  g_autofree char *named = g_strdup_printf ("%s %s", caption, spoken);
  PangoAttrList *attributes = cs_difference_words_mark (runs, dark, &text);
  GtkWidget *label = cs_text_label_new (text, "difference-text");

  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  pango_attr_list_unref (attributes);
  /* Lines and colours are not spoken: the name says in words what went and came. */
  cs_name_widget (label, named);
  gtk_box_append (GTK_BOX (box), cs_text_label_new (caption, "caption-heading"));
  gtk_box_append (GTK_BOX (box), label);
}

static void
append_line (GtkWidget *box,
             char      *line)
{
  gtk_box_append (GTK_BOX (box), cs_text_label_new (line, NULL));
  g_free (line);
}

static void
append_alts (GtkWidget       *box,
             const CsSegment *segment,
             GPtrArray       *alts)
{
  for (guint i = 0; alts && i < alts->len; i++)
    {
      const CsDriftAlt *alt = g_ptr_array_index (alts, i);
      g_autofree char *caption = NULL;

      if (alt->picture >= segment->media->len)
        continue;
      if (*alt->text == '\0')
        {
          append_line (box, g_strdup_printf (_("Picture %u has no alt text there."), alt->picture + 1));
          continue;
        }
      caption = g_strdup_printf (_("Alt text of picture %u: signed, and there now"), alt->picture + 1);
      append_difference (box, caption, cs_segment_get_media (segment, alt->picture)->alt_text, alt->text);
    }
}

/* The network's own word, where it is one of those that people know. */
static const char *
describe_audience (const char *word)
{
  CsVisibility visibility;

  if (cs_visibility_from_nick (word, &visibility))
    return cs_visibility_label (visibility);

  if (g_str_equal (word, "private"))
    return cs_visibility_label (CS_VISIBILITY_FOLLOWERS);

  return g_str_equal (word, "direct") ? _("Only people named in it") : word;
}

static void
append_drift (GtkWidget               *box,
              const CsSheetInfo       *sheet,
              const CsPublicationInfo *publication,
              const CsDrift           *drift)
{
  GPtrArray *segments = cs_content_get_segments_for (sheet->content, publication->account);
  const CsSegment *segment = publication->segment < segments->len ? g_ptr_array_index (segments, publication->segment) : NULL;

  if (segment == NULL)
    return;
  if (drift->text)
    {
      g_autofree char *words = cs_content_get_outgoing_text (sheet->content, publication->account, publication->segment);

      append_difference (box, _("Text: signed, and there now"), words, drift->text);
    }
  if (drift->warning && *drift->warning == '\0')
    append_line (box, g_strdup (_("There is no content warning there.")));
  else if (drift->warning)
    append_difference (box, _("Content warning: signed, and there now"), sheet->content->warning, drift->warning);
  append_alts (box, segment, drift->alts);
  if (drift->n_media >= 0)
    append_line (box, g_strdup_printf (_("Pictures and films: %1$u were signed, %2$d are there."), segment->media->len, drift->n_media));
  if (drift->audience)
    /* Translators: who can see a post: %1$s as signed, %2$s as it is on the network */
    append_line (box, g_strdup_printf (_("Who can see it: “%1$s” was signed, “%2$s” is there."), cs_visibility_label (sheet->content->visibility),
                                       describe_audience (drift->audience)));
}

GtkWidget *
cs_drift_view_new (const CsSheetInfo       *sheet,
                   const CsPublicationInfo *publication,
                   const char              *zone)
{
  const CsLookInfo *look = cs_amends_info_find_look (sheet->amends, publication->id);
  g_autoptr(CsDrift) drift = cs_drift_parse (look ? look->detail : "");
  g_autofree char *sentence = cs_drift_view_describe (sheet, publication, zone);
  g_autofree char *looks = cs_drift_view_dup_looks (sheet, publication, zone);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_widget_set_margin_top (box, 4);
  gtk_box_append (GTK_BOX (box), cs_text_label_new (sentence, "warning"));
  append_drift (box, sheet, publication, drift);
  gtk_box_append (GTK_BOX (box), cs_text_label_new (advise (publication->read_back), NULL));
  gtk_box_append (GTK_BOX (box), cs_text_label_new (looks, "dim-label"));

  return box;
}
