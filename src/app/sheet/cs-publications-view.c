/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-publications-view.h"

#include <glib/gi18n.h>

#include "cs-act-button.h"
#include "cs-amend-client.h"
#include "cs-drift-view.h"
#include "cs-fault.h"
#include "cs-outcome-window.h"
#include "cs-queue-piece.h"
#include "cs-queue-removal.h"
#include "cs-sheet-words.h"
#include "cs-show-error.h"
#include "cs-text-label.h"
#include "cs-time.h"

struct _CsPublicationsView
{
  AdwBin     parent_instance;
  CsSession *session;
  GtkWidget *box;
  GPtrArray *keys; /* what each row shows */
};

G_DEFINE_FINAL_TYPE (CsPublicationsView, cs_publications_view, ADW_TYPE_BIN)

static const char *
get_icon_name (CsPublicationState state)
{
  switch (state)
    {
    case CS_PUBLICATION_QUEUED:
      return "alarm-symbolic";
    case CS_PUBLICATION_SENDING:
      return NULL;
    case CS_PUBLICATION_SENT:
      return "object-select-symbolic";
    case CS_PUBLICATION_NOT_SENT:
    case CS_PUBLICATION_EXPIRED:
      return "dialog-error-symbolic";
    case CS_PUBLICATION_UNKNOWN:
      return "dialog-question-symbolic";
    case CS_PUBLICATION_CANCELLED:
      return "process-stop-symbolic";
    }
  g_assert_not_reached ();
}

static GtkWidget *
make_icon (CsPublicationState state)
{
  const char *name = get_icon_name (state);
  GtkWidget *icon;

  if (name)
    {
      icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", name,
                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
    }
  else
    {
      icon = gtk_spinner_new ();
      gtk_spinner_start (GTK_SPINNER (icon));
      gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      cs_publication_state_label (state), -1);
    }
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  if (state == CS_PUBLICATION_SENT)
    gtk_widget_add_css_class (icon, "success");
  else if (state == CS_PUBLICATION_NOT_SENT || state == CS_PUBLICATION_EXPIRED ||
           state == CS_PUBLICATION_UNKNOWN)
    gtk_widget_add_css_class (icon, "error");
  return icon;
}

/* A person says what became of it, in the same dialog as on the queue page. */
static void
append_resolve (GtkWidget  *buttons,
                gint64      publication,
                const char *handle)
{
  g_autofree char *there = g_strdup_printf (_("It is out on %s: give its address"), handle);
  g_autofree char *not_there = g_strdup_printf (_("It is not out on %s"), handle);

  cs_act_button_append (buttons, _("It Is Out…"), there, "sheet.resolve", g_variant_new ("(xb)", publication, TRUE));
  cs_act_button_append (buttons, _("It Is Not Out…"), not_there, "sheet.resolve", g_variant_new ("(xb)", publication, FALSE));
}

/* The first piece of an account that is not out, where another is: by it the thread is finished. */
static gboolean
finishes (const CsSheetInfo       *sheet,
          const CsPublicationInfo *publication)
{
  gboolean begun = FALSE;

  for (guint i = 0; i < sheet->publications->len; i++)
    {
      const CsPublicationInfo *other = g_ptr_array_index (sheet->publications, i);

      if (other->account != publication->account)
        continue;
      if (other->state == CS_PUBLICATION_SENT)
        begun = TRUE;
      else
        return begun && other == publication;
    }

  return FALSE;
}

/* Who may do it is decided by the operation; this only spares buttons that would be refused. */
static gboolean
may_retry (CsPublicationsView      *self,
           const CsSheetInfo       *sheet,
           const CsPublicationInfo *publication)
{
  const CsPersonInfo *me = cs_session_get_me (self->session);

  return me && (publication->state == CS_PUBLICATION_NOT_SENT || publication->state == CS_PUBLICATION_EXPIRED) &&
         ((me->roles & (CS_ROLE_DUTY | CS_ROLE_LEADER)) || me->id == sheet->post->author);
}

static gboolean
may_resolve (CsPublicationsView      *self,
             const CsPublicationInfo *publication)
{
  const CsPersonInfo *me = cs_session_get_me (self->session);

  return me && publication->state == CS_PUBLICATION_UNKNOWN && (me->roles & (CS_ROLE_DUTY | CS_ROLE_LEADER));
}

/* Taken down on purpose */
static gboolean
is_gone (const CsSheetInfo       *sheet,
         const CsPublicationInfo *publication)
{
  const CsTakeDownInfo *removal = cs_amends_info_find (sheet->amends, publication->id);

  return removal && removal->state == CS_TAKE_DOWN_GONE;
}

/* Of something that is being taken down, how that stands. */
static CsPublicationState
find_look (const CsSheetInfo       *sheet,
           const CsPublicationInfo *publication)
{
  const CsTakeDownInfo *removal = cs_amends_info_find (sheet->amends, publication->id);

  if (!removal || publication->state != CS_PUBLICATION_SENT)
    return publication->state;

  switch (removal->state)
    {
    case CS_TAKE_DOWN_GONE:
      return CS_PUBLICATION_CANCELLED;
    case CS_TAKE_DOWN_KEPT:
      return CS_PUBLICATION_NOT_SENT;
    case CS_TAKE_DOWN_REMOVING:
      return CS_PUBLICATION_QUEUED;
    case CS_TAKE_DOWN_WAITING:
    default:
      return publication->state;
    }
}

/* What is out can be compared with what was signed at any time. */
static gboolean
may_look (CsPublicationsView      *self,
          const CsSheetInfo       *sheet,
          const CsPublicationInfo *publication)
{
  const CsPersonInfo *me = cs_session_get_me (self->session);

  return me && publication->state == CS_PUBLICATION_SENT && *publication->remote_url && !is_gone (sheet, publication) &&
         ((me->roles & (CS_ROLE_DUTY | CS_ROLE_LEADER)) || me->id == sheet->post->author);
}

/* What only the accounts page mends. */
static void
append_accounts (GtkWidget               *buttons,
                 const CsPublicationInfo *publication)
{
  CsFaultClass fault = cs_fault_classify (cs_error_from_nick (publication->error));

  if (*publication->error && (fault == CS_FAULT_LOGIN || fault == CS_FAULT_CREDIT))
    cs_act_button_append (buttons, _("Go to Accounts"), _("Go to the accounts, to connect this one again"), "win.show-place",
                          g_variant_new_string ("accounts"));
}

static GtkWidget *
make_buttons (CsPublicationsView      *self,
              const CsSheetInfo       *sheet,
              const CsPublicationInfo *publication,
              const char              *handle)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_margin_top (buttons, 6);
  if (publication->state == CS_PUBLICATION_SENT && *publication->remote_url && !is_gone (sheet, publication))
    cs_act_button_append_show (buttons, publication->remote_url, handle);
  if (may_look (self, sheet, publication))
    {
      g_autofree char *spoken = g_strdup_printf (_("Read back now what is published on %s"), handle);

      cs_act_button_append (buttons, _("Compare Again"), spoken, "sheet.look", g_variant_new_int64 (publication->id));
    }
  if (may_retry (self, sheet, publication))
    {
      g_autofree char *spoken = g_strdup_printf (_("Try to publish on %s again now"), handle);

      if (finishes (sheet, publication))
        {
          cs_act_button_append (buttons, _("Finish the Thread"), spoken, "sheet.finish", g_variant_new_int64 (publication->id));
          if (sheet->amends && sheet->amends->may_withdraw)
            cs_act_button_append (buttons, _("Withdraw What Is Out…"), _("Withdraw what is published of this post"), "sheet.amend",
                                  g_variant_new_string (cs_amend_kind_nick (CS_AMEND_WITHDRAWAL)));
        }
      else
        cs_act_button_append (buttons, _("Try Again Now"), spoken, "sheet.retry", g_variant_new_int64 (publication->id));
      append_accounts (buttons, publication);
    }
  if (may_resolve (self, publication))
    append_resolve (buttons, publication->id, handle);
  gtk_widget_set_visible (buttons, gtk_widget_get_first_child (buttons) != NULL);
  return buttons;
}

static char *
make_title (const CsSheetInfo       *sheet,
            const CsPublicationInfo *publication,
            const char              *handle)
{
  guint n = cs_content_get_segments_for (sheet->content, publication->account)->len;

  if (n < 2)
    return g_strdup (handle);
  /* Translators: an account, and which part of a thread. */
  return g_strdup_printf (_("%1$s, part %2$u of %3$u"), handle, publication->segment + 1,
                          n);
}

static char *
describe_state (const CsSheetInfo       *sheet,
                const CsPublicationInfo *publication)
{
  const CsTakeDownInfo *removal = cs_amends_info_find (sheet->amends, publication->id);

  if (sheet->post->state == CS_POST_HELD && publication->state == CS_PUBLICATION_QUEUED)
    return g_strdup (_("On hold"));
  if (removal && publication->state == CS_PUBLICATION_SENT)
    return cs_queue_removal_state (removal, g_get_real_time (), cs_local_zone ());
  return cs_sheet_words_publication (publication, g_get_real_time (), cs_local_zone ());
}

/* Everything that a row shows or offers: the same key, the same row. */
static char *
make_key (CsPublicationsView      *self,
          const CsSheetInfo       *sheet,
          const CsPublicationInfo *publication,
          const char              *title)
{
  g_autofree char *state = describe_state (sheet, publication);
  g_autofree char *drift = cs_drift_view_describe (sheet, publication, cs_local_zone ());
  g_autofree char *looks = cs_drift_view_dup_looks (sheet, publication, cs_local_zone ());
  g_autofree char *same = cs_drift_view_describe_same (sheet, publication, cs_local_zone ());
  const CsLookInfo *look = cs_amends_info_find_look (sheet->amends, publication->id);

  return g_strdup_printf ("%" G_GINT64_FORMAT " %d %d %d %d %d %d %" G_GINT64_FORMAT " %d %s %s\n%s\n%s\n%s\n%s\n%s\n%s\n%s",
                          publication->id, publication->state, may_retry (self, sheet, publication), may_resolve (self, publication),
                          finishes (sheet, publication), may_look (self, sheet, publication), publication->attempts,
                          publication->next_try_at, publication->alarmed_at != 0, publication->error, publication->error_detail,
                          title, state, publication->remote_url, drift, *drift ? looks : "", *drift && look ? look->detail : "", same);
}

/* In the words of the queue; what differs of something that is out has a view of its own. */
static char *
describe_trouble (const CsPublicationInfo *publication)
{
  if (publication->state == CS_PUBLICATION_SENT)
    return g_strdup ("");

  return cs_queue_piece_describe_trouble (publication, g_get_real_time (), cs_local_zone ());
}

static GtkWidget *
make_row (CsPublicationsView      *self,
          const CsSheetInfo       *sheet,
          const CsPublicationInfo *publication,
          const char              *handle,
          const char              *title)
{
  g_autofree char *state = describe_state (sheet, publication);
  g_autofree char *trouble = describe_trouble (publication);
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "spacing", 12,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *drift = cs_drift_view_describe (sheet, publication, cs_local_zone ());
  g_autofree char *same = cs_drift_view_describe_same (sheet, publication, cs_local_zone ());
  g_autofree char *spoken = g_strdup_printf ("%s. %s. %s %s", title, state, trouble, drift);

  gtk_box_append (GTK_BOX (row), make_icon (find_look (sheet, publication)));
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (row), box);
  gtk_box_append (GTK_BOX (box), cs_text_label_new (title, "heading"));
  gtk_box_append (GTK_BOX (box), cs_text_label_new (state, NULL));
  if (*trouble)
    gtk_box_append (GTK_BOX (box), cs_text_label_new (trouble, publication->state == CS_PUBLICATION_QUEUED ? "warning" : "error"));
  if (*drift)
    gtk_box_append (GTK_BOX (box), cs_drift_view_new (sheet, publication, cs_local_zone ()));
  else if (*same)
    gtk_box_append (GTK_BOX (box), cs_text_label_new (same, "dim-label"));
  gtk_box_append (GTK_BOX (box), make_buttons (self, sheet, publication, handle));
  cs_name_widget (row, spoken);
  return row;
}

/* Puts the row at @position, before @old, which goes. A row that would be the same stays, with what was typed in it. */
static void
show_row (CsPublicationsView *self,
          const CsSheetInfo  *sheet,
          guint               position,
          GtkWidget          *old)
{
  const CsPublicationInfo *publication = g_ptr_array_index (sheet->publications, position);
  const CsAccountInfo *account = cs_session_find_account (self->session, publication->account);
  const char *handle = account ? account->handle : "?";
  g_autofree char *title = make_title (sheet, publication, handle);
  g_autofree char *key = make_key (self, sheet, publication, title);

  if (old && g_str_equal (key, g_ptr_array_index (self->keys, position)))
    return;
  gtk_widget_insert_before (make_row (self, sheet, publication, handle, title), self->box, old);
  if (old)
    {
      gtk_box_remove (GTK_BOX (self->box), old);
      g_free (g_ptr_array_index (self->keys, position));
      g_ptr_array_index (self->keys, position) = g_steal_pointer (&key);
    }
  else
    {
      g_ptr_array_add (self->keys, g_steal_pointer (&key));
    }
}

static void
cs_publications_view_dispose (GObject *object)
{
  g_clear_object (&CS_PUBLICATIONS_VIEW (object)->session);
  G_OBJECT_CLASS (cs_publications_view_parent_class)->dispose (object);
}

static void
cs_publications_view_finalize (GObject *object)
{
  g_ptr_array_unref (CS_PUBLICATIONS_VIEW (object)->keys);
  G_OBJECT_CLASS (cs_publications_view_parent_class)->finalize (object);
}

static void
cs_publications_view_class_init (CsPublicationsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_publications_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_publications_view_finalize;
}

static void
cs_publications_view_init (CsPublicationsView *self)
{
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12,
                            "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);
  cs_name_widget (GTK_WIDGET (self->box), _("Publishing"));
  adw_bin_set_child (ADW_BIN (self), self->box);
}

GtkWidget *
cs_publications_view_new (CsSession *session)
{
  CsPublicationsView *self = g_object_new (CS_TYPE_PUBLICATIONS_VIEW, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
cs_publications_view_set (CsPublicationsView *self,
                          const CsSheetInfo  *sheet)
{
  GtkWidget *row = NULL;
  GtkWidget *next;

  g_return_if_fail (CS_IS_PUBLICATIONS_VIEW (self));
  g_return_if_fail (sheet);

  row = gtk_widget_get_first_child (self->box);
  for (guint i = 0; i < sheet->publications->len; i++)
    {
      next = row ? gtk_widget_get_next_sibling (row) : NULL;
      show_row (self, sheet, i, row);
      row = next;
    }
  for (; row; row = next)
    {
      next = gtk_widget_get_next_sibling (row);
      gtk_box_remove (GTK_BOX (self->box), row);
    }
  g_ptr_array_set_size (self->keys, (int) sheet->publications->len);
}
