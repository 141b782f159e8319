/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-account-chip.h"
#include "cs-deadline-chip.h"
#include "cs-media-picture.h"
#include "cs-post-row.h"
#include "cs-show-error.h"
#include "cs-state-badge.h"
#include "cs-time.h"

#define MAX_CHIPS 2
#define MAX_THUMBNAILS 3
#define THUMBNAIL 44

struct _CsPostRow
{
  AdwBin parent_instance;

  GtkWidget      *excerpt; /* GtkInscription in long lists, GtkLabel on cards */
  GtkBox         *column;
  GtkWidget      *meta;
  GtkWidget      *badge;
  GtkWidget      *chips[MAX_CHIPS];
  GtkLabel       *more;
  GtkLabel       *who;
  GtkBox         *thumbnails;
  GtkWidget      *pictures[MAX_THUMBNAILS]; /* made when first needed */
  GtkWidget      *deadline;
  GtkLabel       *emergency;
  GtkLabel       *escalated;
  GtkLabel       *acting_for; /* in whose name the person may decide */
};

G_DEFINE_FINAL_TYPE (CsPostRow, cs_post_row, ADW_TYPE_BIN)

static void
cs_post_row_class_init (CsPostRowClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "postrow");
}

static GtkLabel *
make_mark (GtkWidget  *box,
           const char *text,
           const char *style)
{
  GtkWidget *mark = gtk_label_new (text);

  gtk_widget_add_css_class (mark, "cs-mark");
  gtk_widget_add_css_class (mark, style);
  gtk_widget_set_visible (mark, FALSE);
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), mark);

  return GTK_LABEL (mark);
}

static GtkWidget *
make_meta (CsPostRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->badge = cs_state_badge_new ();
  gtk_box_append (GTK_BOX (box), self->badge);
  self->emergency = make_mark (box, C_("mark", "Emergency"), "cs-red");
  self->escalated = make_mark (box, C_("mark", "Escalated"), "cs-orange");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->escalated),
                               _("The stage is late: whom it escalates to may decide too."));
  self->acting_for = make_mark (box, NULL, "cs-for");
  gtk_label_set_ellipsize (self->acting_for, PANGO_ELLIPSIZE_END);
  self->deadline = cs_deadline_chip_new ();
  gtk_box_append (GTK_BOX (box), self->deadline);
  self->who = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->who, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->who, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->who), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->who), "caption");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->who));
  for (guint i = 0; i < MAX_CHIPS; i++)
    {
      self->chips[i] = cs_account_chip_new ();
      gtk_box_append (GTK_BOX (box), self->chips[i]);
    }
  self->more = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "caption");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->more));

  return box;
}

static void
cs_post_row_init (CsPostRow *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->column = GTK_BOX (column);
  self->meta = make_meta (self);
  gtk_box_append (GTK_BOX (column), self->meta);
  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (column, TRUE);

  self->thumbnails = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4));
  gtk_box_append (GTK_BOX (row), column);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->thumbnails));
  adw_bin_set_child (ADW_BIN (self), row);
}

/* Costs next to nothing to measure, and is always one line high: for long lists. */
static GtkWidget *
make_line (void)
{
  GtkInscription *line = GTK_INSCRIPTION (gtk_inscription_new (NULL));

  gtk_inscription_set_text_overflow (line, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_lines (line, 1);
  gtk_inscription_set_nat_lines (line, 1);
  gtk_inscription_set_min_chars (line, 10);

  return GTK_WIDGET (line);
}

static GtkWidget *
make_paragraph (guint n_lines)
{
  GtkLabel *paragraph = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_wrap (paragraph, TRUE);
  gtk_label_set_wrap_mode (paragraph, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (paragraph, n_lines);
  gtk_label_set_ellipsize (paragraph, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (paragraph, 0);

  return GTK_WIDGET (paragraph);
}

static void
set_excerpt (CsPostRow  *self,
             const char *text)
{
  if (GTK_IS_LABEL (self->excerpt))
    gtk_label_set_label (GTK_LABEL (self->excerpt), text);
  else
    gtk_inscription_set_text (GTK_INSCRIPTION (self->excerpt), text);
}

GtkWidget *
cs_post_row_new (guint n_lines)
{
  CsPostRow *self = g_object_new (CS_TYPE_POST_ROW, NULL);

  self->excerpt = n_lines == 1 ? make_line () : make_paragraph (n_lines);
  gtk_widget_set_hexpand (self->excerpt, TRUE);
  gtk_widget_add_css_class (self->excerpt, "excerpt");
  gtk_box_prepend (self->column, self->excerpt);
  cs_deadline_chip_set_long (CS_DEADLINE_CHIP (self->deadline), n_lines > 1);

  return GTK_WIDGET (self);
}

static void
set_accounts (CsPostRow        *self,
              CsSession        *session,
              const CsPostInfo *info)
{
  g_autofree char *text = NULL;
  guint shown = 0;

  for (guint i = 0; i < info->accounts->len && shown < MAX_CHIPS; i++)
    {
      const CsAccountInfo *account;

      account = cs_session_find_account (session, g_array_index (info->accounts, gint64, i));
      if (account != NULL)
        cs_account_chip_set (CS_ACCOUNT_CHIP (self->chips[shown++]), account);
    }
  for (guint i = 0; i < MAX_CHIPS; i++)
    gtk_widget_set_visible (self->chips[i], i < shown);

  gtk_widget_set_visible (GTK_WIDGET (self->more), info->accounts->len > shown);
  if (info->accounts->len > shown)
    {
      /* Translators: so many further accounts, after those shown */
      text = g_strdup_printf (_("+%u"), info->accounts->len - shown);
      gtk_label_set_label (self->more, text);
    }
}

static void
set_thumbnails (CsPostRow        *self,
                CsSession        *session,
                const CsPostInfo *info)
{
  for (guint i = 0; i < MAX_THUMBNAILS; i++)
    {
      gboolean shown = i < info->thumbnails->len;

      if (shown && self->pictures[i] == NULL)
        {
          GtkPicture *picture;

          self->pictures[i] = cs_media_picture_new (session);
          picture = cs_media_picture_get_picture (CS_MEDIA_PICTURE (self->pictures[i]));
          gtk_picture_set_content_fit (picture, GTK_CONTENT_FIT_COVER);
          gtk_widget_set_size_request (self->pictures[i], THUMBNAIL, THUMBNAIL);
          gtk_widget_set_valign (self->pictures[i], GTK_ALIGN_CENTER);
          gtk_widget_add_css_class (self->pictures[i], "thumbnail");
          gtk_box_append (self->thumbnails, self->pictures[i]);
        }
      if (shown)
        cs_media_picture_set (CS_MEDIA_PICTURE (self->pictures[i]),
                              &g_array_index (info->thumbnails, CsDigest, i), "", 2 * THUMBNAIL);
      if (self->pictures[i] != NULL)
        gtk_widget_set_visible (self->pictures[i], shown);
    }
}

static void
set_marks (CsPostRow        *self,
           const CsPostInfo *info)
{
  gboolean acting = info->for_names != NULL && info->for_names[0] != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->emergency), info->emergency);
  gtk_widget_set_visible (GTK_WIDGET (self->escalated), info->escalated);
  gtk_widget_set_visible (GTK_WIDGET (self->acting_for), acting);
  if (acting)
    {
      g_autofree char *names = g_strjoinv (_(", "), info->for_names);
      /* Translators: %s is in whose name one signs: “for Wang Wei” */
      g_autofree char *text = g_strdup_printf (C_("mark", "for %s"), names);

      gtk_label_set_label (self->acting_for, text);
    }
}

static char *
describe_writer (const CsPostInfo *info)
{
  gboolean has_section = *info->section_name != '\0';

  if (info->state == CS_POST_PUBLISHED || info->state == CS_POST_CORRECTED)
    {
      g_autofree char *when = cs_time_format_near (info->changed_at, g_get_real_time (),
                                                   cs_local_zone ());

      if (has_section)
        /* Translators: author, section, time of publication */
        return g_strdup_printf (_("%s · %s · %s"), info->author_name, info->section_name, when);
      return g_strdup_printf (_("%s · %s"), info->author_name, when);
    }

  if (info->state == CS_POST_IN_REVIEW && *info->stage_title != '\0')
    {
      if (has_section)
        /* Translators: the open stage, author, section */
        return g_strdup_printf (C_("stage", "%s · %s · %s"), info->stage_title, info->author_name, info->section_name);
      return g_strdup_printf (_("%s · %s"), info->stage_title, info->author_name);
    }
  if (has_section)
    return g_strdup_printf (_("%s · %s"), info->author_name, info->section_name);

  return g_strdup (info->author_name);
}

char *
cs_post_dup_words (const CsPostInfo *info)
{
  g_return_val_if_fail (info != NULL, NULL);

  if (*info->excerpt != '\0')
    return g_strdup (info->excerpt);
  if (info->amends != 0 && info->amend_kind == CS_AMEND_WITHDRAWAL)
    return g_strdup_printf (_("Withdraws post %d"), (int) info->amends);

  return g_strdup (_("Nothing written yet"));
}

char *
cs_post_describe_who (const CsPostInfo *info)
{
  g_autofree char *who = describe_writer (info);
  g_autofree char *what = NULL;

  if (info->amends == 0)
    return g_steal_pointer (&who);

  what = info->amend_kind == CS_AMEND_WITHDRAWAL
         /* Translators: %d is the number of a post */
         ? g_strdup_printf (_("Withdraws post %d"), (int) info->amends)
         : g_strdup_printf (_("Corrects post %d"), (int) info->amends);

  return g_strdup_printf (_("%s · %s"), what, who);
}

/* What marks say to the eye is said to the ear. */
static char *
describe_marks (const CsPostInfo *info,
                const char       *plain)
{
  g_autofree char *names = NULL;

  if (info->emergency)
    /* Translators: for screen readers; %s describes a post */
    return g_strdup_printf (_("Emergency. %s"), plain);
  if (info->for_names != NULL && info->for_names[0] != NULL)
    {
      names = g_strjoinv (_(", "), info->for_names);
      /* Translators: for screen readers; %1$s describes a post, %2$s is in whose name one signs */
      return g_strdup_printf (_("%1$s. You sign for %2$s."), plain, names);
    }
  if (info->escalated)
    /* Translators: for screen readers; %s describes a post */
    return g_strdup_printf (_("%s. Escalated."), plain);

  return g_strdup (plain);
}

char *
cs_post_describe (const CsPostInfo *info)
{
  g_autofree char *words = NULL;
  g_autofree char *plain = NULL;

  g_return_val_if_fail (info != NULL, NULL);

  words = cs_post_dup_words (info);
  /* Translators: a row of a list for screen readers: state, beginning of the text, author */
  plain = g_strdup_printf (_("%s: %s, by %s"), cs_post_state_label (info->state), words, info->author_name);
  return describe_marks (info, plain);
}

void
cs_post_row_set (CsPostRow        *self,
                 CsSession        *session,
                 const CsPostInfo *info)
{
  g_autofree char *who = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (CS_IS_POST_ROW (self));
  g_return_if_fail (CS_IS_SESSION (session));

  gtk_widget_set_visible (self->meta, TRUE);
  gtk_widget_set_opacity (self->meta, info != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->thumbnails), info != NULL && info->thumbnails->len > 0);
  if (info == NULL)
    {
      set_excerpt (self, "");
      gtk_widget_add_css_class (GTK_WIDGET (self), "loading");
      gtk_widget_set_visible (self->deadline, FALSE);
      return;
    }

  gtk_widget_remove_css_class (GTK_WIDGET (self), "loading");
  words = cs_post_dup_words (info);
  set_excerpt (self, words);
  cs_state_badge_set (CS_STATE_BADGE (self->badge), info->state, info->stage, info->n_stages);
  who = cs_post_describe_who (info);
  gtk_label_set_label (self->who, who);
  set_marks (self, info);
  set_accounts (self, session, info);
  set_thumbnails (self, session, info);
  cs_deadline_chip_set (CS_DEADLINE_CHIP (self->deadline),
                        info->release == CS_RELEASE_AT_TIME ? info->release_at : 0,
                        info->zone, info->state);
  cs_deadline_chip_set_due (CS_DEADLINE_CHIP (self->deadline), info->stage_opened_at, info->stage_due_at,
                            info->due_reason);
}
