/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-page.h"
#include "cs-qr.h"
#include "cs-seal-drawing.h"
#include "cs-time.h"

/* The seal on paper: what is signed and filed each day, so that nobody can change the journal behind it. */

#define QR_SIDE 132.0
#define STAMP_HEIGHT 80.0
#define GAP 14.0

/* So many characters of the hash stand together: people compare them aloud. */
#define GROUP 8

static char *
group_hash (const CsDigest *hash)
{
  g_autofree char *hex = cs_digest_to_hex (hash);
  GString *text = g_string_new (NULL);

  for (guint i = 0; hex[i]; i++)
    {
      if (i > 0 && i % GROUP == 0)
        g_string_append_c (text, i == 32 ? '\n' : ' ');
      g_string_append_c (text, hex[i]);
    }

  return g_string_free (text, FALSE);
}

char *
cs_seal_paper_dup_qr_text (const CsSealPaper *paper)
{
  g_autofree char *hex = NULL;

  g_return_val_if_fail (paper != NULL, NULL);

  hex = cs_digest_to_hex (&paper->hash);
  return g_strdup_printf ("Countersign seal\n%s\n%" G_GINT64_FORMAT "\n%s\n%s", paper->uid, paper->sequence, hex, paper->code);
}

static void
add_facts (const CsSealPaper *paper,
           CsPages           *pages)
{
  g_autofree char *at = cs_time_format_full (paper->at, paper->zone);
  g_autofree char *sequence = g_strdup_printf ("%" G_GINT64_FORMAT, paper->sequence);
  g_autofree char *hash = group_hash (&paper->hash);

  cs_pages_add_text (pages, CS_PAGE_TITLE, _("Seal of the Journal"));
  cs_pages_add_limited (pages, CS_PAGE_STRONG, paper->office, 2);
  cs_pages_add_space (pages, 8);
  cs_pages_add_field (pages, CS_PAGE_BODY, _("Sealed on"), at);
  cs_pages_add_field (pages, CS_PAGE_BODY, _("By"), paper->made_by);
  cs_pages_add_field (pages, CS_PAGE_STRONG, _("Journal entry"), sequence);
  cs_pages_add_field (pages, CS_PAGE_MONO, _("Its hash"), hash);
  cs_pages_add_field (pages, CS_PAGE_MONO, _("Office"), paper->uid);
}

/* The code to type beside the one to scan. */
static gboolean
add_codes (const CsSealPaper  *paper,
           CsPages            *pages,
           GError            **error)
{
  g_autofree char *text = cs_seal_paper_dup_qr_text (paper);
  g_autofree guint8 *dark = NULL;
  double x = CS_PAGE_MARGIN + QR_SIDE + 2 * GAP;
  double width = CS_PAGE_WIDTH - CS_PAGE_MARGIN - x;
  double top = 0;
  double y = 0;
  guint n = 0;

  if (!(dark = cs_qr_encode (text, &n, error)))
    return FALSE;

  cs_pages_add_space (pages, 2 * GAP);
  cs_pages_add_rule (pages);
  y = top = cs_pages_get_y (pages) + GAP;
  cs_pages_put_squares (pages, CS_PAGE_MARGIN + 4, y, QR_SIDE, dark, n);
  y += cs_pages_put_text (pages, CS_PAGE_QUIET, x, y, width, _("Code of this seal")) + 2;
  y += cs_pages_put_text (pages, CS_PAGE_HEADING, x, y, width, paper->code) + 8;
  y += cs_pages_put_text (pages, CS_PAGE_SMALL, x, y, width, _("The journal’s head, signed")) + 2;
  y += cs_pages_put_text (pages, CS_PAGE_MONO, x, y, width, paper->note);
  cs_pages_add_space (pages, MAX (QR_SIDE, y - top) + 2 * GAP);
  cs_pages_add_rule (pages);
  cs_pages_add_text (pages, CS_PAGE_SMALL,
                     _("The QR code names the office, the entry, its hash and the code: scan it with any telephone and compare. The signed head is a C2SP "
                       "signed note, which other programs check too."));
  return TRUE;
}

static void
add_instructions (const CsSealPaper *paper,
                  CsPages           *pages)
{
  g_autofree char *command = g_strdup_printf ("countersign-cli seal check --code \"%s\"", paper->code);

  cs_pages_add_text (pages, CS_PAGE_HEADING, _("What this page is for"));
  cs_pages_add_text (pages, CS_PAGE_BODY,
                     _("Each entry of the journal contains the hash of the one before it. Whoever changes, removes or adds anything up to this "
                       "entry changes the hash that is printed here. Sign or stamp this page, and keep it where nobody who runs the program "
                       "can reach it: it proves the journal later."));
  cs_pages_add_text (pages, CS_PAGE_HEADING, _("How to check it later"));
  cs_pages_add_item (pages, "1.", _("Type the code where the journal is shown, under “Check a Seal…”, or in a terminal, even years later:"));
  cs_pages_add_text (pages, CS_PAGE_MONO, command);
  cs_pages_add_item (pages, "2.", _("The answer says whether the journal still contains this entry, has another in its place, or ends before it."));
  cs_pages_add_item (pages, "3.", _("Then prove the journal itself, from its first entry to its last:"));
  cs_pages_add_text (pages, CS_PAGE_MONO, "countersign-cli journal verify");
}

static void
add_stamp (CsPages *pages)
{
  double y = CS_PAGE_HEIGHT - CS_PAGE_MARGIN - 26 - STAMP_HEIGHT;
  double half = (CS_PAGE_WIDTH - 2 * CS_PAGE_MARGIN - GAP) / 2;
  double x = CS_PAGE_MARGIN + half + GAP;

  cs_pages_put_frame (pages, CS_PAGE_MARGIN, y, half, STAMP_HEIGHT);
  cs_pages_put_text (pages, CS_PAGE_SMALL, CS_PAGE_MARGIN + 6, y + 5, half - 12, _("Signature and date"));
  cs_pages_put_frame (pages, x, y, half, STAMP_HEIGHT);
  cs_pages_put_text (pages, CS_PAGE_SMALL, x + 6, y + 5, half - 12, _("Stamp"));
}

gboolean
cs_seal_paper_print (const CsSealPaper  *paper,
                     const char         *path,
                     GCancellable       *cancellable,
                     GError            **error)
{
  g_autoptr(CsPages) pages = NULL;
  g_autofree char *footer = NULL;

  g_return_val_if_fail (paper != NULL && path != NULL, FALSE);

  /* Translators: the foot of a printed seal: the office, the number of a journal entry. */
  footer = g_strdup_printf (_("%1$s · Seal of journal entry %2$d"), paper->office, (int) paper->sequence);
  pages = cs_pages_new (_("Seal of the Journal"), footer, paper->language);
  cs_pages_set_reserved (pages, STAMP_HEIGHT + GAP);
  add_facts (paper, pages);
  if (!add_codes (paper, pages, error))
    return FALSE;

  add_instructions (paper, pages);
  add_stamp (pages);
  return cs_pages_write (pages, path, cancellable, error);
}
