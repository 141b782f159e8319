/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-delegation-client.h"
#include "cs-desk-list.h"
#include "cs-desk-signed.h"
#include "cs-show-error.h"

struct _CsDeskSigned
{
  AdwBin parent_instance;

  CsDeskWatch  *watch;
  GCancellable *cancellable; /* of the questions of this generation */
  guint         generation;
  guint         n_open;      /* questions under way */
  GPtrArray    *found;       /* of CsSignedForInfo: of the answers so far */
  GArray       *shown;       /* of gint64: delegations that have something new */
  GtkWidget    *list;
};

G_DEFINE_FINAL_TYPE (CsDeskSigned, cs_desk_signed, ADW_TYPE_BIN)

typedef struct
{
  CsDeskSigned *widget;
  guint         generation;
} Question;

static CsOffice *
get_office (CsDeskSigned *self)
{
  return cs_session_get_office (cs_desk_watch_get_session (self->watch));
}

static char *
describe (const CsSignedForInfo *info)
{
  switch (info->verdict)
    {
    case CS_VERDICT_APPROVE:
      /* Translators: %1$s is a person, %2$s a stage of the route */
      return g_strdup_printf (_("%1$s approved for you: %2$s"), info->person_name, info->stage_title);

    case CS_VERDICT_RETURN:
      /* Translators: %1$s is a person, %2$s a reason */
      return g_strdup_printf (_("%1$s returned it for you: %2$s"), info->person_name, info->reason);

    case CS_VERDICT_REJECT:
      /* Translators: %1$s is a person, %2$s a reason */
      return g_strdup_printf (_("%1$s rejected it for you: %2$s"), info->person_name, info->reason);

    case CS_VERDICT_TAKE_BACK:
    default:
      /* Translators: %s is a person */
      return g_strdup_printf (_("%s took a decision back for you"), info->person_name);
    }
}

static int
compare_newest (gconstpointer one,
                gconstpointer other)
{
  const CsSignedForInfo *a = *(const CsSignedForInfo * const *) one;
  const CsSignedForInfo *b = *(const CsSignedForInfo * const *) other;

  return (a->at < b->at) - (a->at > b->at);
}

static void
show_found (CsDeskSigned *self)
{
  g_ptr_array_sort (self->found, compare_newest);
  for (guint i = 0; i < self->found->len; i++)
    {
      const CsSignedForInfo *info = g_ptr_array_index (self->found, i);
      g_autofree char *title = describe (info);
      g_autofree char *action = cs_desk_list_dup_open (info->post);

      cs_desk_list_put (CS_DESK_LIST (self->list), info->decision, "cs-seal-symbolic", title, info->excerpt, info->at, action);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), cs_desk_list_end (CS_DESK_LIST (self->list)) > 0);
}

static void
take_answer (CsDeskSigned *self,
             JsonObject   *reply)
{
  g_autoptr(CsDelegationInfo) delegation = NULL;
  g_autoptr(GPtrArray) decisions = cs_reply_read_signed_for (reply, &delegation);
  gboolean any = FALSE;

  g_ptr_array_set_free_func (decisions, NULL);
  for (guint i = 0; i < decisions->len; i++)
    {
      CsSignedForInfo *info = g_ptr_array_index (decisions, i);

      if (info->at > delegation->seen_at)
        {
          g_ptr_array_add (self->found, info);
          any = TRUE;
        }
      else
        cs_signed_for_info_free (info);
    }
  if (any)
    g_array_append_val (self->shown, delegation->id);
}

static void
signed_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr(CsDeskSigned) self = question->widget;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (question->generation != self->generation)
    return;

  self->n_open--;
  if (reply != NULL)
    take_answer (self, reply);
  else
    cs_show_error (GTK_WIDGET (self), error);
  if (self->n_open == 0)
    show_found (self);
}

static void
ask_signed (CsDeskSigned *self,
            gint64        delegation)
{
  Question *question = g_new0 (Question, 1);

  question->widget = g_object_ref (self);
  question->generation = self->generation;
  self->n_open++;
  cs_office_call_async (get_office (self), "delegation.signed", cs_arguments_one ("delegation", delegation),
                        self->cancellable, signed_listed_cb, question);
}

static void
seen_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(CsDeskSigned) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    cs_show_error (GTK_WIDGET (self), error);
}

/* What is on record was looked at; the office tells everybody, and the list goes. */
static void
seen_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  CsDeskSigned *self = CS_DESK_SIGNED (widget);

  for (guint i = 0; i < self->shown->len; i++)
    cs_office_call_async (get_office (self), "delegation.seen",
                          cs_arguments_one ("delegation", g_array_index (self->shown, gint64, i)), NULL, seen_cb,
                          g_object_ref (self));
}

static void
cs_desk_signed_dispose (GObject *object)
{
  CsDeskSigned *self = CS_DESK_SIGNED (object);

  self->generation++;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->watch);
  G_OBJECT_CLASS (cs_desk_signed_parent_class)->dispose (object);
}

static void
cs_desk_signed_finalize (GObject *object)
{
  CsDeskSigned *self = CS_DESK_SIGNED (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_array_unref);
  G_OBJECT_CLASS (cs_desk_signed_parent_class)->finalize (object);
}

static void
cs_desk_signed_class_init (CsDeskSignedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_desk_signed_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_desk_signed_finalize;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "signed.seen", NULL, seen_action);
}

static void
cs_desk_signed_init (CsDeskSigned *self)
{
  self->cancellable = g_cancellable_new ();
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_signed_for_info_free);
  self->shown = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->list = cs_desk_list_new (_("Signed in Your Name"));
  cs_desk_list_set_button (CS_DESK_LIST (self->list), _("Seen"), "signed.seen");
  adw_bin_set_child (ADW_BIN (self), self->list);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
cs_desk_signed_new (CsDeskWatch *watch)
{
  CsDeskSigned *self = g_object_new (CS_TYPE_DESK_SIGNED, NULL);

  g_return_val_if_fail (CS_IS_DESK_WATCH (watch), NULL);

  self->watch = g_object_ref (watch);

  return GTK_WIDGET (self);
}

void
cs_desk_signed_update (CsDeskSigned *self)
{
  const CsDeskInfo *desk;
  const CsPersonInfo *me;
  GPtrArray *delegations;

  g_return_if_fail (CS_IS_DESK_SIGNED (self));

  desk = cs_desk_watch_get_desk (self->watch);
  delegations = cs_desk_watch_get_delegations (self->watch);
  me = cs_session_get_me (cs_desk_watch_get_session (self->watch));
  if (desk == NULL || delegations == NULL || me == NULL)
    return;

  self->generation++;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->n_open = 0;
  g_ptr_array_set_size (self->found, 0);
  g_array_set_size (self->shown, 0);
  for (guint i = 0; desk->n_signed_for > 0 && i < delegations->len; i++)
    {
      const CsDelegationInfo *delegation = g_ptr_array_index (delegations, i);

      if (delegation->principal == me->id && delegation->seen_at < delegation->until_at)
        ask_signed (self, delegation->id);
    }
  if (self->n_open == 0)
    show_found (self);
}
