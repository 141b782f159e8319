/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-check-films.h"
#include "cs-dossier-private.h"
#include "cs-facts.h"

/* The dossier on paper: what went out, how it came to be, who decided, and what the journal says of it. */

#define PICTURE_HEIGHT 250.0

/* To the second, and short enough for a table: “2026-11-23 16:05:07”. */
static char *
format_exact (const CsDossierPaper *paper,
              gint64                at)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier (paper->zone);
  g_autoptr(GDateTime) utc = at ? g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC) : NULL;
  g_autoptr(GDateTime) local = utc && zone ? g_date_time_to_timezone (utc, zone) : NULL;

  return local ? g_date_time_format (local, "%Y-%m-%d %H:%M:%S") : g_strdup (utc ? "?" : "");
}

static void
add_time (const CsDossierPaper *paper,
          CsPages              *pages,
          const char           *label,
          gint64                at)
{
  g_autofree char *text = format_exact (paper, at);

  if (*text)
    cs_pages_add_field (pages, CS_PAGE_BODY, label, text);
}

static void
add_digest (CsPages        *pages,
            const char     *label,
            const CsDigest *digest)
{
  g_autofree char *hex = cs_digest_to_hex (digest);

  cs_pages_add_field (pages, CS_PAGE_MONO, label, hex);
}

static void
add_zone (const CsDossierPaper *paper,
          CsPages              *pages)
{
  /* Translators: %s is the name of a time zone, such as “Asia/Shanghai”. */
  g_autofree char *text = g_strdup_printf (_("All times are those of %s."), paper->zone);

  cs_pages_add_space (pages, 6);
  cs_pages_add_text (pages, CS_PAGE_SMALL, text);
}

static void
add_facts (const CsDossierPaper *paper,
           CsPages              *pages)
{
  /* Translators: the title of a dossier: the number of a post. */
  g_autofree char *title = g_strdup_printf (_("Dossier of post %d"), (int) paper->post);

  cs_pages_add_text (pages, CS_PAGE_TITLE, title);
  cs_pages_add_text (pages, CS_PAGE_QUIET, paper->office);
  cs_pages_add_space (pages, 8);
  for (guint i = 0; i < paper->facts->len; i++)
    {
      const CsPaperFact *fact = g_ptr_array_index (paper->facts, i);

      cs_pages_add_field (pages, CS_PAGE_BODY, fact->name, fact->value);
    }
  add_zone (paper, pages);
}

/* --- content --- */

static void
add_picture (const CsDossierPaper *paper,
             CsPages              *pages,
             const CsMediaItem    *item)
{
  g_autoptr(GBytes) bytes = paper->load (cs_media_item_get_shown (item), paper->data);
  g_autoptr(GBytes) none = g_bytes_new_static ("", 0);
  g_autofree char *digest = cs_digest_to_hex (&item->digest);
  g_autofree char *film = cs_media_item_is_film (item) ? cs_media_item_describe_film (item) : NULL;
  g_autofree char *caption = NULL;

  if (film)
    cs_pages_add_text (pages, CS_PAGE_QUIET, film);
  /* Translators: under a picture: its description, and the digest of its file. */
  caption = g_strdup_printf (_("%s\nFile: %s"),
                             item->decorative ? _("Decorative, without a description") :
                             *item->alt_text ? item->alt_text : _("No description"), digest);
  cs_pages_add_picture (pages, bytes ? bytes : none, PICTURE_HEIGHT, caption);
}

static void
add_content (const CsDossierPaper *paper,
             CsPages              *pages,
             const CsContent      *content)
{
  g_autofree char *accounts = cs_dossier_paper_name_accounts (paper, content);

  if (*accounts)
    cs_pages_add_field (pages, CS_PAGE_BODY, _("Accounts"), accounts);
  cs_pages_add_field (pages, CS_PAGE_BODY, _("Visibility"), cs_visibility_label (content->visibility));
  cs_pages_set_language (pages, content->language);
  if (*content->warning)
    cs_pages_add_field (pages, CS_PAGE_BODY, _("Content warning"), content->warning);

  cs_dossier_paper_add_facts (paper, pages, content);
  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      const CsSegment *segment = cs_content_get_part (content, i);
      g_autofree char *place = cs_content_name_part (content, i);

      if (*place)
        cs_pages_add_text (pages, CS_PAGE_SUBHEADING, place);
      if (*segment->text)
        cs_pages_add_text (pages, CS_PAGE_BODY, segment->text);
      for (guint j = 0; j < segment->media->len; j++)
        add_picture (paper, pages, cs_segment_get_media (segment, j));
    }

  cs_pages_set_language (pages, "");
  if (content->sources->len > 0)
    cs_pages_add_text (pages, CS_PAGE_SUBHEADING, _("Sources"));
  cs_dossier_paper_add_sources (pages, content);
}

static const CsPaperVersion *
find_version (const CsDossierPaper *paper,
              guint                 number)
{
  for (guint i = 0; i < paper->versions->len; i++)
    {
      const CsPaperVersion *version = g_ptr_array_index (paper->versions, i);

      if (version->number == number)
        return version;
    }

  return NULL;
}

static void
add_shown (const CsDossierPaper *paper,
           CsPages              *pages)
{
  const CsPaperVersion *version = find_version (paper, paper->shown);
  g_autofree char *heading = NULL;

  if (!version)
    {
      cs_pages_add_text (pages, CS_PAGE_QUIET, _("This post was never submitted: there is no version of it."));
      return;
    }

  /* Translators: %u is the number of a version. */
  heading = g_strdup_printf (paper->published ? _("As published: version %u") : _("The latest version: %u"), version->number);
  cs_pages_add_text (pages, CS_PAGE_HEADING, heading);
  add_content (paper, pages, version->content);
}

static void
add_publications (const CsDossierPaper *paper,
                  CsPages              *pages)
{
  static const double widths[] = { 3.6, 0.8, 1.8, 2.6, 6.2 };
  const char *headings[] = { _("Account"), _("Part"), _("State"), _("When"), _("Address, and what reading it back found") };
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  CsPageTable table = { 5, headings, widths, cells, CS_PAGE_SMALL };

  if (paper->publications->len == 0)
    return;

  cs_pages_add_text (pages, CS_PAGE_HEADING, _("Publications"));
  for (guint i = 0; i < paper->publications->len; i++)
    {
      const CsPaperPublication *publication = g_ptr_array_index (paper->publications, i);

      g_ptr_array_add (cells, g_strdup (publication->account));
      g_ptr_array_add (cells, g_strdup_printf ("%u", publication->segment));
      g_ptr_array_add (cells, g_strdup (publication->state));
      g_ptr_array_add (cells, format_exact (paper, publication->at));
      g_ptr_array_add (cells, g_strjoin (*publication->address && *publication->read_back ? "\n" : "",
                                         publication->address, publication->read_back, NULL));
    }
  cs_pages_add_table (pages, &table);
}

/* --- versions --- */

static void
place_version (const CsDossierPaper *paper,
               CsPages              *pages,
               const CsPaperVersion *before,
               const CsPaperVersion *version)
{
  /* Translators: %u is the number of a version. */
  g_autofree char *heading = g_strdup_printf (_("Version %u"), version->number);

  cs_pages_add_text (pages, CS_PAGE_SUBHEADING, heading);
  cs_pages_add_field (pages, CS_PAGE_BODY, _("By"), version->author);
  add_time (paper, pages, _("Submitted"), version->at);
  add_digest (pages, _("Digest"), &version->digest);
  cs_dossier_paper_add_version (paper, pages, before, version);
}

static void
add_versions (const CsDossierPaper *paper,
              CsPages              *pages)
{
  const CsPaperVersion *before = NULL;

  if (paper->versions->len == 0)
    return;

  cs_pages_add_text (pages, CS_PAGE_HEADING, _("All versions"));
  cs_pages_add_text (pages, CS_PAGE_SMALL, _("Added words are underlined, removed ones struck through."));
  for (guint i = 0; i < paper->versions->len; i++)
    {
      const CsPaperVersion *version = g_ptr_array_index (paper->versions, i);
      CsPageMark mark;

      cs_pages_mark (pages, &mark);
      place_version (paper, pages, before, version);
      if (cs_pages_keep_together (pages, &mark))
        place_version (paper, pages, before, version);
      before = version;
    }
}

/* --- decisions --- */

static void
add_proof (CsPages               *pages,
           const CsPaperDecision *decision)
{
  add_digest (pages, _("Digest"), &decision->digest);
  if (*decision->key)
    {
      cs_pages_add_field (pages, CS_PAGE_MONO, _("Key"), decision->key);
      cs_pages_add_field (pages, CS_PAGE_MONO, _("Signature"), decision->signature);
    }
  else
    {
      cs_pages_add_field (pages, CS_PAGE_BODY, _("Signature"), _("None: made before decisions were signed"));
    }
}

static void
place_decision (const CsDossierPaper  *paper,
                CsPages               *pages,
                const CsPaperDecision *decision)
{
  /* Translators: the number of a decision, who decided, and what: “12. Li Na: approved, version 3”. */
  g_autofree char *heading = g_strdup_printf (_("%d. %s: %s, version %u"), (int) decision->number, decision->person, decision->verdict,
                                              decision->version);
  g_autofree char *ticks = g_strjoinv ("\n", decision->ticks);

  cs_pages_add_text (pages, CS_PAGE_SUBHEADING, heading);
  cs_pages_add_field (pages, CS_PAGE_BODY, _("Stage"), decision->stage);
  add_time (paper, pages, _("When"), decision->at);
  if (*decision->reason)
    cs_pages_add_field (pages, CS_PAGE_BODY, _("Reason"), decision->reason);
  if (*ticks)
    cs_pages_add_field (pages, CS_PAGE_BODY, _("Ticked"), ticks);
  if (decision->lines)
    {
      g_autofree char *lines = g_strdup_printf (ngettext ("%u line, one by one", "%u lines, one by one", decision->lines),
                                                decision->lines);

      cs_pages_add_field (pages, CS_PAGE_BODY, _("Read aloud"), lines);
    }

  add_proof (pages, decision);
}

/* A decision and its proof on one page, where one can hold them. */
static void
add_decision (const CsDossierPaper  *paper,
              CsPages               *pages,
              const CsPaperDecision *decision)
{
  CsPageMark mark;

  cs_pages_mark (pages, &mark);
  place_decision (paper, pages, decision);
  if (cs_pages_keep_together (pages, &mark))
    place_decision (paper, pages, decision);
}

static void
add_overview (const CsDossierPaper *paper,
              CsPages              *pages)
{
  static const double widths[] = { 0.8, 3.8, 3.5, 3, 1.3, 2.7 };
  const char *headings[] = { C_("decision", "No."), _("Who"), _("Decision"), _("Stage"), _("Version"), _("When") };
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  CsPageTable table = { 6, headings, widths, cells, CS_PAGE_SMALL };

  for (guint i = 0; i < paper->decisions->len; i++)
    {
      const CsPaperDecision *decision = g_ptr_array_index (paper->decisions, i);

      g_ptr_array_add (cells, g_strdup_printf ("%" G_GINT64_FORMAT, decision->number));
      g_ptr_array_add (cells, g_strdup (decision->person));
      g_ptr_array_add (cells, g_strdup (decision->verdict));
      g_ptr_array_add (cells, g_strdup (decision->stage));
      g_ptr_array_add (cells, g_strdup_printf ("%u", decision->version));
      g_ptr_array_add (cells, format_exact (paper, decision->at));
    }
  cs_pages_add_table (pages, &table);
}

static void
add_decisions (const CsDossierPaper *paper,
               CsPages              *pages)
{
  cs_pages_add_text (pages, CS_PAGE_HEADING, _("Decisions"));
  if (paper->decisions->len == 0)
    {
      cs_pages_add_text (pages, CS_PAGE_QUIET, _("Nobody has decided on this post."));
      return;
    }

  add_overview (paper, pages);
  cs_pages_add_text (pages, CS_PAGE_HEADING, _("The proof of each decision"));
  for (guint i = 0; i < paper->decisions->len; i++)
    add_decision (paper, pages, g_ptr_array_index (paper->decisions, i));
}

/* --- the rest --- */

static void
add_comments (const CsDossierPaper *paper,
              CsPages              *pages)
{
  if (paper->comments->len == 0)
    return;

  cs_pages_add_text (pages, CS_PAGE_HEADING, _("Internal comments"));
  for (guint i = 0; i < paper->comments->len; i++)
    {
      const CsPaperComment *comment = g_ptr_array_index (paper->comments, i);
      g_autofree char *at = format_exact (paper, comment->at);
      g_autofree char *who = g_strdup_printf ("%s · %s", comment->author, at);
      g_autofree char *text = *comment->about ? g_strdup_printf (_("On “%s”: %s"), comment->about, comment->text)
                                              : g_strdup (comment->text);

      cs_pages_add_text (pages, CS_PAGE_SMALL, who);
      cs_pages_add_text (pages, CS_PAGE_BODY, text);
    }
}

static void
add_journal (const CsDossierPaper *paper,
             CsPages              *pages)
{
  static const double widths[] = { 0.9, 2.7, 4.9, 5 };
  /* Translators: the number of a journal entry. */
  const char *headings[] = { C_("journal entry", "No."), _("When"), _("What"), _("Hash") };
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  CsPageTable table = { 4, headings, widths, cells, CS_PAGE_SMALL };

  cs_pages_add_text (pages, CS_PAGE_HEADING, _("From the journal"));
  for (guint i = 0; i < paper->entries->len; i++)
    {
      const CsPaperEntry *entry = g_ptr_array_index (paper->entries, i);

      g_ptr_array_add (cells, g_strdup_printf ("%" G_GINT64_FORMAT, entry->sequence));
      g_ptr_array_add (cells, format_exact (paper, entry->at));
      g_ptr_array_add (cells, g_strdup (entry->sentence));
      g_ptr_array_add (cells, g_strdup (entry->hash));
    }
  cs_pages_add_table (pages, &table);
}

gboolean
cs_dossier_paper_print (const CsDossierPaper  *paper,
                        const char            *path,
                        GCancellable          *cancellable,
                        GError               **error)
{
  g_autoptr(CsPages) pages = NULL;

  g_return_val_if_fail (paper != NULL && paper->load != NULL && paper->name != NULL && path != NULL, FALSE);

  pages = cs_pages_new (_("Dossier"), paper->footer, paper->language);
  add_facts (paper, pages);
  add_shown (paper, pages);
  add_publications (paper, pages);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  add_decisions (paper, pages);
  add_versions (paper, pages);
  add_comments (paper, pages);
  add_journal (paper, pages);
  return cs_pages_write (pages, path, cancellable, error);
}
