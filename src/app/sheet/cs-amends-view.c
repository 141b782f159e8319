/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-amends-view.h"

#include <glib/gi18n.h>

#include "cs-act-button.h"
#include "cs-amend-client.h"
#include "cs-queue-removal.h"
#include "cs-show-error.h"
#include "cs-text-label.h"
#include "cs-time.h"

struct _CsAmendsView
{
  AdwBin     parent_instance;
  CsSession *session;
  GtkWidget *box;
  char      *key; /* what is shown; NULL = nothing yet */
};

G_DEFINE_FINAL_TYPE (CsAmendsView, cs_amends_view, ADW_TYPE_BIN)

/* @this_amends: whether the shown post is the correction, or what is corrected */
static char *
describe_link (const CsAmendLink *link,
               gboolean           this_amends)
{
  const char *state = cs_post_state_label (link->state);
  const char *reason = cs_amend_reason_label (link->reason);
  int post = (int) link->post;

  if (this_amends)
    return link->kind == CS_AMEND_WITHDRAWAL
           /* Translators: %1$d is the number of a post, %2$s its state, such as “Published” */
           ? g_strdup_printf (_("This post withdraws post %1$d (%2$s)."), post, state)
           : g_strdup_printf (_("This post corrects post %1$d (%2$s)."), post, state);

  return link->kind == CS_AMEND_WITHDRAWAL
         /* Translators: %1$d is the number of a post, %2$s its state, such as “Published”, %3$s a reason such as “A fact is wrong” */
         ? g_strdup_printf (_("Post %1$d withdraws this one (%2$s). Reason: %3$s."), post, state, reason)
         : g_strdup_printf (_("Post %1$d corrects this one (%2$s). Reason: %3$s."), post, state, reason);
}

static void
append_link (CsAmendsView      *self,
             const CsAmendLink *link,
             gboolean           this_amends)
{
  g_autofree char *text = describe_link (link, this_amends);
  /* Translators: %d is the number of a post */
  g_autofree char *label = g_strdup_printf (_("Open Post %d"), (int) link->post);

  gtk_box_append (GTK_BOX (self->box), cs_text_label_new (text, NULL));
  if (*link->excerpt != '\0')
    {
      g_autofree char *words = g_strdup_printf (_("“%s”"), link->excerpt);

      gtk_box_append (GTK_BOX (self->box), cs_text_label_new (words, "dim-label"));
    }
  cs_act_button_append (self->box, label, label, "win.open-post", g_variant_new_int64 (link->post));
}

/* Which part, where the account has several */
static char *
describe_place (CsAmendsView         *self,
                GPtrArray            *removals,
                const CsTakeDownInfo *removal)
{
  const CsAccountInfo *account = cs_session_find_account (self->session, removal->account);
  const char *handle = account != NULL ? account->handle : "?";
  guint n_parts = 0;

  for (guint i = 0; i < removals->len; i++)
    n_parts += ((const CsTakeDownInfo *) g_ptr_array_index (removals, i))->account == removal->account;
  if (n_parts < 2)
    return g_strdup (handle);

  /* Translators: %1$s is an account, %2$u the number of a part of a thread */
  return g_strdup_printf (_("%1$s, part %2$u"), handle, removal->segment + 1);
}

static char *
describe_removal (const char           *place,
                  const CsTakeDownInfo *removal,
                  gint64                now)
{
  g_autofree char *settled = cs_time_format_near (removal->settled_at, now, cs_local_zone ());
  const char *reason = cs_queue_removal_reason (removal);

  switch (removal->state)
    {
    case CS_TAKE_DOWN_WAITING:
      /* Translators: in these sentences %s or %1$s is an account, perhaps with the part of a thread: “@office, part 2” */
      return g_strdup_printf (_("%s: is taken down once this is signed and due."), place);
    case CS_TAKE_DOWN_GONE:
      /* Translators: %2$s is a time such as “5 min ago” */
      return g_strdup_printf (_("%1$s: taken down %2$s."), place, settled);
    case CS_TAKE_DOWN_KEPT:
      /* Translators: %2$s is a sentence saying why */
      return g_strdup_printf (_("%1$s: still there. %2$s"), place, reason);
    case CS_TAKE_DOWN_REMOVING:
    default:
      break;
    }
  if (*reason == '\0')
    return g_strdup_printf (_("%s: is being taken down."), place);

  /* Translators: %2$s is a sentence saying why it did not work yet */
  return g_strdup_printf (_("%1$s: not taken down yet, and tried again by itself. %2$s"), place, reason);
}

static void
append_removal (CsAmendsView         *self,
                GPtrArray            *removals,
                const CsTakeDownInfo *removal,
                gboolean              may_resolve)
{
  g_autofree char *place = describe_place (self, removals, removal);
  g_autofree char *text = describe_removal (place, removal, g_get_real_time ());
  gboolean trouble = removal->state == CS_TAKE_DOWN_KEPT || *removal->error != '\0';
  GtkWidget *buttons;

  gtk_box_append (GTK_BOX (self->box), cs_text_label_new (text, trouble ? "error" : NULL));
  if (!may_resolve || !trouble)
    return;

  buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  cs_act_button_append (buttons, _("Try Again"), _("Try once more to take this part down"), "sheet.remove-again",
                        g_variant_new_int64 (removal->publication));
  cs_act_button_append (buttons, _("It Is Gone…"), _("I deleted this part by hand: it is gone"), "sheet.removed",
                        g_variant_new_int64 (removal->publication));
  gtk_box_append (GTK_BOX (self->box), buttons);
}

static void
append_begin (CsAmendsView       *self,
              const CsAmendsInfo *amends)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (amends->may_correct)
    cs_act_button_append (buttons, _("Correct…"), _("Correct this published post"), "sheet.amend",
                          g_variant_new_string (cs_amend_kind_nick (CS_AMEND_CORRECTION)));
  if (amends->may_withdraw)
    cs_act_button_append (buttons, _("Withdraw…"), _("Withdraw this published post"), "sheet.amend",
                          g_variant_new_string (cs_amend_kind_nick (CS_AMEND_WITHDRAWAL)));
  gtk_widget_set_visible (buttons, gtk_widget_get_first_child (buttons) != NULL);
  gtk_box_append (GTK_BOX (self->box), buttons);
}

static void
add_link_to_key (GString           *key,
                 const CsAmendLink *link)
{
  g_string_append_printf (key, "%" G_GINT64_FORMAT " %d %s\n", link->post, link->state, link->excerpt);
}

static char *
make_key (const CsSheetInfo *sheet)
{
  const CsAmendsInfo *amends = sheet->amends;
  GString *key = g_string_new (NULL);

  g_string_append_printf (key, "%" G_GINT64_FORMAT " %d %d %d\n", sheet->post->id, amends->may_correct, amends->may_withdraw,
                          amends->may_resolve);
  if (amends->amended != NULL)
    add_link_to_key (key, amends->amended);
  for (guint i = 0; i < amends->amended_by->len; i++)
    add_link_to_key (key, g_ptr_array_index (amends->amended_by, i));
  for (guint i = 0; i < amends->removals->len; i++)
    {
      const CsTakeDownInfo *removal = g_ptr_array_index (amends->removals, i);

      g_string_append_printf (key, "%" G_GINT64_FORMAT " %d %s\n", removal->publication, removal->state, removal->error);
    }

  return g_string_free (key, FALSE);
}

static void
cs_amends_view_dispose (GObject *object)
{
  CsAmendsView *self = CS_AMENDS_VIEW (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->key, g_free);
  G_OBJECT_CLASS (cs_amends_view_parent_class)->dispose (object);
}

static void
cs_amends_view_class_init (CsAmendsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_amends_view_dispose;
}

static void
cs_amends_view_init (CsAmendsView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

GtkWidget *
cs_amends_view_new (CsSession *session)
{
  CsAmendsView *self = g_object_new (CS_TYPE_AMENDS_VIEW, NULL);

  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

static void
rebuild (CsAmendsView       *self,
         const CsAmendsInfo *amends)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  if (amends->amended != NULL)
    append_link (self, amends->amended, TRUE);
  for (guint i = 0; i < amends->amended_by->len; i++)
    append_link (self, g_ptr_array_index (amends->amended_by, i), FALSE);
  for (guint i = 0; i < amends->removals->len; i++)
    append_removal (self, amends->removals, g_ptr_array_index (amends->removals, i), amends->may_resolve);
  append_begin (self, amends);
}

gboolean
cs_amends_view_set (CsAmendsView      *self,
                    const CsSheetInfo *sheet)
{
  const CsAmendsInfo *amends;
  g_autofree char *key = NULL;

  g_return_val_if_fail (CS_IS_AMENDS_VIEW (self), FALSE);

  amends = sheet->amends;
  key = make_key (sheet);
  if (g_strcmp0 (key, self->key) != 0)
    {
      rebuild (self, amends);
      g_free (self->key);
      self->key = g_steal_pointer (&key);
    }

  return amends->amended != NULL || amends->amended_by->len > 0 || amends->removals->len > 0 || amends->may_correct ||
         amends->may_withdraw;
}
