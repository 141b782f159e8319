/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-queue-piece.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-account-chip.h"
#include "cs-act-button.h"
#include "cs-drift.h"
#include "cs-fault.h"
#include "cs-outcome-window.h"
#include "cs-post.h"
#include "cs-queue-removal.h"
#include "cs-sheet-words.h"
#include "cs-show-error.h"
#include "cs-text-label.h"
#include "cs-time.h"

typedef struct
{
  const char *icon;
  const char *css;
} Look;

static const Look looks[] = {
  [CS_PUBLICATION_QUEUED] = { "alarm-symbolic", "dim-label" },
  [CS_PUBLICATION_SENDING] = { "view-refresh-symbolic", "accent" },
  [CS_PUBLICATION_SENT] = { "object-select-symbolic", "success" },
  [CS_PUBLICATION_NOT_SENT] = { "dialog-error-symbolic", "error" },
  [CS_PUBLICATION_UNKNOWN] = { "dialog-question-symbolic", "error" },
  [CS_PUBLICATION_EXPIRED] = { "cs-expired-symbolic", "error" },
  [CS_PUBLICATION_CANCELLED] = { "process-stop-symbolic", "dim-label" },
};

static const Look removal_looks[] = {
  [CS_TAKE_DOWN_WAITING] = { "object-select-symbolic", "success" },
  [CS_TAKE_DOWN_REMOVING] = { "view-refresh-symbolic", "accent" },
  [CS_TAKE_DOWN_GONE] = { "user-trash-symbolic", "dim-label" },
  [CS_TAKE_DOWN_KEPT] = { "dialog-error-symbolic", "error" },
};

static const Look *
find_look (const CsQueuePiece *piece)
{
  return piece->removal != NULL ? &removal_looks[piece->removal->state] : &looks[piece->publication->state];
}

static void
append_sentence (GString    *text,
                 const char *sentence)
{
  g_autofree char *joined = NULL;

  if (*sentence == '\0')
    return;

  joined = text->len == 0 ? g_strdup (sentence) : g_strdup_printf (C_("two sentences", "%1$s %2$s"), text->str, sentence);
  g_string_assign (text, joined);
}

/* What the class of the failure means says all of it where time or the accounts page mends it; else the reason itself comes first. */
static void
append_failure (GString                 *text,
                const CsPublicationInfo *publication)
{
  CsError code = cs_error_from_nick (publication->error);
  CsFaultClass fault = cs_fault_classify (code);
  gboolean given_up = publication->next_try_at == 0 && (fault == CS_FAULT_THEIRS || fault == CS_FAULT_NETWORK || fault == CS_FAULT_CERTIFICATE ||
                                                        fault == CS_FAULT_KEYRING);

  if (*publication->error == '\0')
    return;
  if (code == CS_ERROR_UNKNOWN_OUTCOME)
    {
      append_sentence (text, _("Somebody looked, and it is not out: let it go out again."));
      return;
    }
  if (given_up || fault == CS_FAULT_OURS || fault == CS_FAULT_THEIRS)
    append_sentence (text, cs_sheet_words_trouble (publication));
  append_sentence (text, given_up ? _("It is not tried any more by itself: let it go out again.") : cs_fault_sentence (fault));
  if (*publication->error_detail != '\0')
    {
      /* Translators: what a network answered, word for word */
      g_autofree char *said = g_strdup_printf (_("It said: “%s”"), publication->error_detail);

      append_sentence (text, said);
    }
}

char *
cs_queue_piece_trouble (const CsQueuePiece *piece,
                        gint64              now,
                        const char         *zone)
{
  if (piece->removal != NULL)
    return cs_queue_removal_trouble (piece->removal);

  return cs_queue_piece_describe_trouble (piece->publication, now, zone);
}

char *
cs_queue_piece_describe_trouble (const CsPublicationInfo *publication,
                                 gint64                   now,
                                 const char              *zone)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (publication->alarmed_at != 0 && publication->state != CS_PUBLICATION_SENT && publication->state != CS_PUBLICATION_CANCELLED &&
      publication->reason != CS_MISS_NONE)
    {
      append_sentence (text, _("It was not out at its time."));
      if (*publication->error == '\0')
        append_sentence (text, cs_miss_sentence (publication->reason));
    }
  if (publication->state == CS_PUBLICATION_UNKNOWN)
    {
      g_autofree char *known = cs_outcome_describe (publication, now, zone);

      append_sentence (text, known);
    }
  else if (publication->state == CS_PUBLICATION_SENT && cs_drift_sentence (publication->read_back) != NULL)
    {
      append_sentence (text, cs_drift_sentence (publication->read_back));
    }
  else if (publication->state == CS_PUBLICATION_NOT_SENT || publication->state == CS_PUBLICATION_EXPIRED)
    {
      append_failure (text, publication);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Whether another piece of the thread on this account is out. */
static gboolean
is_begun (const CsQueueEntry *entry,
          gint64              account)
{
  for (guint i = 0; i < entry->pieces->len; i++)
    {
      const CsPublicationInfo *other = ((const CsQueuePiece *) g_ptr_array_index (entry->pieces, i))->publication;

      if (other->account == account && other->state == CS_PUBLICATION_SENT &&
          ((const CsQueuePiece *) g_ptr_array_index (entry->pieces, i))->removal == NULL)
        return TRUE;
    }

  return FALSE;
}

/* The first piece of an account that failed carries the choice for all after it. */
static gboolean
is_first_failed (const CsQueueEntry *entry,
                 const CsQueuePiece *piece)
{
  for (guint i = 0; i < entry->pieces->len; i++)
    {
      const CsQueuePiece *other = g_ptr_array_index (entry->pieces, i);

      if (other == piece)
        return TRUE;
      if (other->publication->account == piece->publication->account && other->publication->state != CS_PUBLICATION_SENT)
        return FALSE;
    }

  return FALSE;
}

static void
append_retry (CsSession          *session,
              GtkWidget          *buttons,
              const CsQueueEntry *entry,
              const CsQueuePiece *piece,
              const char         *handle)
{
  const CsPersonInfo *me = cs_session_get_me (session);
  gint64 id = piece->publication->id;
  g_autofree char *spoken = NULL;
  CsPostState next;

  if (me == NULL || !((me->roles & (CS_ROLE_DUTY | CS_ROLE_LEADER)) || me->id == entry->post->author) || !is_first_failed (entry, piece))
    return;

  if (is_begun (entry, piece->publication->account))
    {
      spoken = g_strdup_printf (_("Publish what is missing of the thread on %s now"), handle);
      cs_act_button_append (buttons, _("Finish the Thread"), spoken, "queue.retry", g_variant_new ("(xb)", id, TRUE));
      if (cs_post_next_state (entry->post->state, CS_ACT_WITHDRAW, &next, NULL))
        cs_act_button_append (buttons, _("Withdraw What Is Out…"), _("Withdraw what is published of this post"), "queue.withdraw",
                              g_variant_new_int64 (entry->post->id));
    }
  else
    {
      spoken = g_strdup_printf (_("Try to publish on %s again now"), handle);
      cs_act_button_append (buttons, _("Try Again Now"), spoken, "queue.retry", g_variant_new ("(xb)", id, piece->n_parts > 1));
    }
}

static void
append_resolve (CsSession  *session,
                GtkWidget  *buttons,
                gint64      publication,
                const char *handle)
{
  const CsPersonInfo *me = cs_session_get_me (session);
  g_autofree char *there = g_strdup_printf (_("It is out on %s: give its address"), handle);
  g_autofree char *not_there = g_strdup_printf (_("It is not out on %s"), handle);

  if (me == NULL || (me->roles & (CS_ROLE_DUTY | CS_ROLE_LEADER)) == 0)
    return;

  cs_act_button_append (buttons, _("It Is Out…"), there, "queue.resolve", g_variant_new ("(xb)", publication, TRUE));
  cs_act_button_append (buttons, _("It Is Not Out…"), not_there, "queue.resolve", g_variant_new ("(xb)", publication, FALSE));
}

static GtkWidget *
make_buttons (CsSession          *session,
              const CsQueueEntry *entry,
              const CsQueuePiece *piece,
              const char         *handle)
{
  const CsPublicationInfo *publication = piece->publication;
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  CsFaultClass fault = cs_fault_classify (cs_error_from_nick (publication->error));

  if (publication->state == CS_PUBLICATION_SENT && *publication->remote_url != '\0' &&
      (piece->removal == NULL || piece->removal->state != CS_TAKE_DOWN_GONE))
    gtk_widget_add_css_class (cs_act_button_append_show (buttons, publication->remote_url, handle), "flat");
  if (piece->removal != NULL)
    cs_queue_removal_append_buttons (buttons, session, piece->removal, handle);
  if (publication->state == CS_PUBLICATION_NOT_SENT || publication->state == CS_PUBLICATION_EXPIRED)
    {
      append_retry (session, buttons, entry, piece, handle);
      if (*publication->error != '\0' && (fault == CS_FAULT_LOGIN || fault == CS_FAULT_CREDIT))
        cs_act_button_append (buttons, _("Go to Accounts"), _("Go to the accounts, to connect this one again"), "win.show-place",
                              g_variant_new_string ("accounts"));
    }
  if (publication->state == CS_PUBLICATION_UNKNOWN)
    append_resolve (session, buttons, publication->id, handle);
  gtk_widget_set_visible (buttons, gtk_widget_get_first_child (buttons) != NULL);

  return buttons;
}

/* Which part, and in which language: “2/3 · zh” */
static char *
describe_part (const CsQueuePiece *piece)
{
  if (piece->n_parts < 2)
    return g_strdup (piece->language);

  return g_strdup_printf ("%u/%u · %s", piece->publication->segment + 1, piece->n_parts, piece->language);
}

static GtkWidget *
make_head (CsSession           *session,
           const CsQueuePiece  *piece,
           const CsAccountInfo *account,
           const char          *state)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  const Look *look = find_look (piece);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", look->icon,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *word = gtk_label_new (state);
  g_autofree char *part = describe_part (piece);
  GtkWidget *place = gtk_label_new (part);

  gtk_widget_add_css_class (icon, look->css);
  gtk_box_append (GTK_BOX (head), icon);
  if (account != NULL)
    {
      GtkWidget *chip = cs_account_chip_new ();

      cs_account_chip_set (CS_ACCOUNT_CHIP (chip), account);
      cs_account_chip_show_face (CS_ACCOUNT_CHIP (chip), session, account);
      gtk_box_append (GTK_BOX (head), chip);
    }
  gtk_widget_add_css_class (place, "dim-label");
  gtk_widget_add_css_class (place, "numeric");
  gtk_box_append (GTK_BOX (head), place);
  gtk_label_set_xalign (GTK_LABEL (word), 0);
  gtk_label_set_ellipsize (GTK_LABEL (word), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (word, TRUE);
  gtk_box_append (GTK_BOX (head), word);

  return head;
}

/* The words of a post that has one piece stand in its row already; either may be cut short, with a sign at its end. */
static gboolean
is_said_above (const CsQueueEntry *entry,
               const char         *words)
{
  gsize n = MIN (strlen (entry->post->excerpt), strlen (words));
  const gsize sign = strlen ("…");

  if (entry->pieces->len > 1 || *entry->post->excerpt == '\0')
    return *words == '\0';

  return strncmp (entry->post->excerpt, words, n > sign ? n - sign : n) == 0;
}

static char *
describe_state (const CsQueuePiece *piece,
                gint64              now)
{
  if (piece->removal != NULL)
    return cs_queue_removal_state (piece->removal, now, cs_local_zone ());

  return cs_sheet_words_publication (piece->publication, now, cs_local_zone ());
}

/* What mends itself is no error. */
static const char *
find_css (const CsQueuePiece *piece)
{
  if (piece->removal != NULL)
    return piece->removal->state == CS_TAKE_DOWN_REMOVING ? "warning" : "error";

  return piece->publication->state == CS_PUBLICATION_QUEUED || piece->publication->state == CS_PUBLICATION_SENT ? "warning" : "error";
}

GtkWidget *
cs_queue_piece_new (CsSession          *session,
                    const CsQueueEntry *entry,
                    const CsQueuePiece *piece)
{
  const CsPublicationInfo *publication = piece->publication;
  const CsAccountInfo *account = cs_session_find_account (session, publication->account);
  const char *handle = account != NULL ? account->handle : "?";
  gboolean held = entry->post->state == CS_POST_HELD && publication->state == CS_PUBLICATION_QUEUED;
  gint64 now = g_get_real_time ();
  g_autofree char *state = held ? g_strdup (_("On hold")) : describe_state (piece, now);
  g_autofree char *trouble = cs_queue_piece_trouble (piece, now, cs_local_zone ());
  g_autofree char *spoken = g_strdup_printf ("%s. %s. %s", handle, state, trouble);
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 3,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *words = gtk_label_new (publication->excerpt);

  gtk_box_append (GTK_BOX (box), make_head (session, piece, account, state));
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (words, "dim-label");
  gtk_widget_set_visible (words, !is_said_above (entry, publication->excerpt));
  gtk_box_append (GTK_BOX (box), words);
  if (*trouble != '\0')
    gtk_box_append (GTK_BOX (box), cs_text_label_new (trouble, find_css (piece)));
  gtk_box_append (GTK_BOX (box), make_buttons (session, entry, piece, handle));
  cs_name_widget (box, spoken);

  return box;
}
