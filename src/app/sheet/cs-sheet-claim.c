/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-claim.h"

#include <glib/gi18n.h>

#include "cs-sheet-words.h"
#include "cs-show-error.h"
#include "cs-text-label.h"

struct _CsSheetClaim
{
  GtkBox      parent_instance;
  CsSession  *session;
  CsPostInfo *post;      /* of the sheet that is shown, or NULL */
  gboolean    may_claim;
  guint       expiry;    /* source: the claim that is shown ends */
  GtkWidget  *text;
  GtkWidget  *button;
};

G_DEFINE_FINAL_TYPE (CsSheetClaim, cs_sheet_claim, GTK_TYPE_BOX)

static void show (CsSheetClaim *self);

static gboolean
expired_cb (gpointer user_data)
{
  CsSheetClaim *self = user_data;

  self->expiry = 0;
  show (self);
  return G_SOURCE_REMOVE;
}

/* A little later than the end, so that it is over when it is looked at; never sooner than in a second. */
static void
wait_for_end (CsSheetClaim *self,
              gint64        now)
{
  gint64 left = (self->post->claimed_until - now) / G_TIME_SPAN_SECOND + 1;

  g_clear_handle_id (&self->expiry, g_source_remove);
  if (left > 0 && left < G_MAXINT)
    self->expiry = g_timeout_add_seconds ((guint) left, expired_cb, self);
}

static void
show (CsSheetClaim *self)
{
  const CsPersonInfo *me = cs_session_get_me (self->session);
  gint64 now = g_get_real_time ();
  g_autofree char *text = cs_sheet_words_claim (self->post, me ? me->id : 0, now, cs_local_zone ());
  gboolean mine = text && me && self->post->claimed_by == me->id;
  const char *label = mine ? _("Leave It to Others") : _("I Am on It");
  gboolean offer = mine || (self->may_claim && !text);

  if (text)
    wait_for_end (self, now);
  gtk_label_set_label (GTK_LABEL (self->text), text ? text : "");
  gtk_widget_set_visible (self->text, text != NULL);
  gtk_widget_set_visible (self->button, offer);
  gtk_button_set_label (GTK_BUTTON (self->button), label);
  cs_name_widget (self->button, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), mine ? "sheet.unclaim" : "sheet.claim");
  gtk_widget_set_visible (GTK_WIDGET (self), text || offer);
}

static void
cs_sheet_claim_dispose (GObject *object)
{
  CsSheetClaim *self = CS_SHEET_CLAIM (object);

  g_clear_handle_id (&self->expiry, g_source_remove);
  g_clear_pointer (&self->post, cs_post_info_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_sheet_claim_parent_class)->dispose (object);
}

static void
cs_sheet_claim_class_init (CsSheetClaimClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_sheet_claim_dispose;
}

static void
cs_sheet_claim_init (CsSheetClaim *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 9);
  self->text = cs_text_label_new (NULL, NULL);
  self->button = gtk_button_new_with_label ("");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->button, _("The others who may decide see that you are looking at it"));
  gtk_box_append (GTK_BOX (self), self->text);
  gtk_box_append (GTK_BOX (self), self->button);
}

GtkWidget *
cs_sheet_claim_new (CsSession *session)
{
  CsSheetClaim *self = g_object_new (CS_TYPE_SHEET_CLAIM, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
cs_sheet_claim_set (CsSheetClaim      *self,
                    const CsSheetInfo *sheet)
{
  g_return_if_fail (CS_IS_SHEET_CLAIM (self));
  g_return_if_fail (sheet);

  g_clear_handle_id (&self->expiry, g_source_remove);
  g_clear_pointer (&self->post, cs_post_info_free);
  self->post = cs_post_info_copy (sheet->post);
  self->may_claim = sheet->may_claim;
  show (self);
}
