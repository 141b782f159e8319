/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-view-private.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-error.h"
#include "cs-page-layout.h"
#include "cs-post-row.h"
#include "cs-sheet-columns.h"
#include "cs-sheet-facts.h"
#include "cs-sheet-pictures.h"
#include "cs-sheet-post.h"
#include "cs-show-error.h"

#define LARGE_PICTURE_SIDE 1600
#define PICTURE_TEXTS 165 /* pixels left for the way back, caption and alt text beside a picture that fills the page */

G_DEFINE_FINAL_TYPE (CsSheetView, cs_sheet_view, ADW_TYPE_BIN)

enum
{
  DECIDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
same_revision (const CsSheetInfo *one,
               const CsSheetInfo *other)
{
  return cs_digest_equal (&one->digest, &other->digest) && one->revision_number == other->revision_number;
}

/* Somebody read one version, and now there is another: he must know before he decides. */
static void
warn_of_new_revision (CsSheetView       *self,
                      const CsSheetInfo *before)
{
  g_autofree char *text = NULL;

  if (before->post->state != CS_POST_IN_REVIEW || self->sheet->post->state != CS_POST_IN_REVIEW ||
      same_revision (before, self->sheet))
    return;
  text = g_strdup_printf (_("The post was changed while you were reading: this is version %u."),
                          self->sheet->revision_number);
  cs_decision_bar_show_notice (self->bar, text);
}

/* The keys of the page work only while the focus is in it: also after what had it has gone. */
static void
keep_focus (CsSheetView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (root && gtk_widget_get_mapped (GTK_WIDGET (self)) && (!focus || !gtk_widget_get_mapped (focus)))
    cs_sheet_view_take_focus (self);
}

static void
show_sheet (CsSheetView *self)
{
  const char *page = gtk_stack_get_visible_child_name (GTK_STACK (self->stack));
  g_autofree char *words = cs_post_dup_words (self->sheet->post);
  /* Translators: the beginning of the post that is shown. */
  g_autofree char *spoken = g_strdup_printf (_("Sheet: %s"), words);

  cs_name_widget (self->scroller, spoken); /* spoken as the next post slides in */
  cs_sheet_post_set (CS_SHEET_POST (self->left), self->sheet);
  cs_sheet_facts_set (CS_SHEET_FACTS (self->right), self->sheet);
  cs_sheet_view_show_marks (self);
  cs_decision_bar_set (self->bar, self->session, self->sheet);
  cs_sheet_view_ready_update (self);
  cs_sheet_seen_look (self->seen);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), TRUE);

  if (g_strcmp0 (page, "pictures") == 0 ||
      (gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->reader && self->sheet->n_lines > 0))
    return;
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "sheet");
  keep_focus (self);
}

void
cs_sheet_view_take_reply (CsSheetView *self,
                          JsonObject  *reply)
{
  g_autoptr(CsSheetInfo) before = NULL;
  g_autoptr(JsonNode) one = NULL;
  g_autoptr(JsonNode) other = NULL;

  if (self->reply)
    {
      one = json_node_init_object (json_node_alloc (), self->reply);
      other = json_node_init_object (json_node_alloc (), reply);
      if (json_node_equal (one, other))
        return; /* somebody else's post changed: nothing moves under the reader */
    }
  g_clear_pointer (&self->reply, json_object_unref);
  self->reply = json_object_ref (reply);

  before = g_steal_pointer (&self->sheet);
  self->sheet = cs_reply_read_sheet (reply);
  if (!before || !cs_digest_equal (&before->digest, &self->sheet->digest))
    cs_sheet_view_ready_restart (self);
  show_sheet (self);
  if (before)
    warn_of_new_revision (self, before);
}

static void
show_missing (CsSheetView  *self,
              const GError *error)
{
  adw_status_page_set_description (ADW_STATUS_PAGE (self->missing), cs_error_sentence (error));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "missing");
  gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CsSheetView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  self->loading = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (reply)
    cs_sheet_view_take_reply (self, reply);
  else if (!self->sheet)
    show_missing (self, error);
  else
    cs_show_error (GTK_WIDGET (self), error);

  if (self->again)
    cs_sheet_view_load (self);
}

void
cs_sheet_view_load (CsSheetView *self)
{
  /* One question at a time: what changes meanwhile is asked for once more afterwards. */
  self->again = self->loading;
  if (self->loading)
    return;
  self->loading = TRUE;
  cs_office_call_async (cs_session_get_office (self->session), "post.get",
                        cs_arguments_one ("post", self->post), self->cancellable,
                        loaded_cb, g_object_ref (self));
}

static void
session_changed_cb (CsSheetView *self)
{
  if (!self->acting)
    cs_sheet_view_load (self);
}

/* @y: below the top of @widget */
void
cs_sheet_view_scroll_to (CsSheetView *self,
                         GtkWidget   *widget,
                         double       y)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  graphene_point_t point = GRAPHENE_POINT_INIT (0, y), here;
  double value = gtk_adjustment_get_value (adjustment);

  if (!gtk_widget_compute_point (widget, self->scroller, &point, &here))
    return;
  /* What is in view already stays where it is. */
  if (here.y < 0 || here.y > gtk_adjustment_get_page_size (adjustment) - 60)
    gtk_adjustment_set_value (adjustment, value + here.y - 60);
}

void
cs_sheet_view_show_pictures (CsSheetView *self,
                             gboolean     show)
{
  int height = MAX (gtk_widget_get_height (self->stack) - PICTURE_TEXTS, 200);
  GtkWidget *pictures = NULL;

  if (show && self->sheet)
    pictures = cs_sheet_pictures_new (self->session, self->sheet->content, LARGE_PICTURE_SIDE, height);
  if (!pictures)
    {
      gtk_viewport_set_child (GTK_VIEWPORT (self->picture_viewport), NULL);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "sheet");
      gtk_widget_grab_focus (self->scroller);
      return;
    }
  gtk_widget_add_css_class (pictures, "sheet-content");
  gtk_viewport_set_child (GTK_VIEWPORT (self->picture_viewport), pictures);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "pictures");
  gtk_widget_grab_focus (self->pictures);
}

/* The changed words are shown once: large on the left, or small on the right. */
static void
changes_toggled_cb (CsSheetView *self,
                    gboolean     shown)
{
  cs_sheet_facts_set_show_difference (CS_SHEET_FACTS (self->right), !shown);
  /* Who sees what changed since he approved has seen the sources, but those that changed, which stand among the changes. */
  cs_sheet_seen_set_list (self->seen, shown ? NULL : cs_sheet_facts_get_source_list (CS_SHEET_FACTS (self->right)));
  cs_sheet_seen_set_paused (self->seen, !cs_sheet_post_shows_whole (CS_SHEET_POST (self->left)));
}

const char *
cs_sheet_view_get_principal (CsSheetView *self)
{
  g_return_val_if_fail (CS_IS_SHEET_VIEW (self), NULL);

  return self->principal;
}

const char *
cs_sheet_view_get_to_stage (CsSheetView *self)
{
  g_return_val_if_fail (CS_IS_SHEET_VIEW (self), NULL);

  return self->to_stage;
}

static void
cs_sheet_view_dispose (GObject *object)
{
  CsSheetView *self = CS_SHEET_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->seen);
  G_OBJECT_CLASS (cs_sheet_view_parent_class)->dispose (object);
}

static void
cs_sheet_view_finalize (GObject *object)
{
  CsSheetView *self = CS_SHEET_VIEW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->reply, json_object_unref);
  g_clear_pointer (&self->sheet, cs_sheet_info_free);
  g_clear_pointer (&self->decided, cs_sheet_info_free);
  g_free (self->principal);
  g_free (self->to_stage);
  G_OBJECT_CLASS (cs_sheet_view_parent_class)->finalize (object);
}

static void
cs_sheet_view_class_init (CsSheetViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cs_sheet_view_dispose;
  object_class->finalize = cs_sheet_view_finalize;
  signals[DECIDED] = g_signal_new ("decided", CS_TYPE_SHEET_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT);

  g_type_ensure (CS_TYPE_DECISION_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/countersign/Countersign/cs-sheet-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CsSheetView, stack);
  gtk_widget_class_bind_template_child (widget_class, CsSheetView, scroller);
  gtk_widget_class_bind_template_child (widget_class, CsSheetView, viewport);
  gtk_widget_class_bind_template_child (widget_class, CsSheetView, picture_page);
  gtk_widget_class_bind_template_child (widget_class, CsSheetView, pictures);
  gtk_widget_class_bind_template_child (widget_class, CsSheetView, picture_viewport);
  gtk_widget_class_bind_template_child (widget_class, CsSheetView, missing);
  gtk_widget_class_bind_template_child (widget_class, CsSheetView, bar);
  cs_sheet_view_install_actions (widget_class);
}

static void
cs_sheet_view_init (CsSheetView *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), cs_page_layout_new ());
}

GtkWidget *
cs_sheet_view_new (CsSession *session,
                   gint64     post)
{
  CsSheetView *self = g_object_new (CS_TYPE_SHEET_VIEW, NULL);
  GtkWidget *columns;

  self->session = g_object_ref (session);
  self->post = post;
  self->left = cs_sheet_post_new (session);
  self->right = cs_sheet_facts_new (session);
  g_signal_connect_object (self->left, "changes-toggled", G_CALLBACK (changes_toggled_cb), self, G_CONNECT_SWAPPED);
  columns = cs_sheet_columns_new (self->left, self->right);
  gtk_widget_add_css_class (columns, "sheet-content");
  gtk_viewport_set_child (GTK_VIEWPORT (self->viewport), columns);
  cs_sheet_view_ready_init (self);
  cs_sheet_view_connect_comments (self);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  cs_sheet_view_load (self);
  return GTK_WIDGET (self);
}

gint64
cs_sheet_view_get_post (CsSheetView *self)
{
  g_return_val_if_fail (CS_IS_SHEET_VIEW (self), 0);

  return self->post;
}

const CsSheetInfo *
cs_sheet_view_get_sheet (CsSheetView *self)
{
  g_return_val_if_fail (CS_IS_SHEET_VIEW (self), NULL);

  return self->sheet;
}

const CsSheetInfo *
cs_sheet_view_get_decided (CsSheetView *self)
{
  g_return_val_if_fail (CS_IS_SHEET_VIEW (self), NULL);

  return self->decided;
}

void
cs_sheet_view_take_focus (CsSheetView *self)
{
  g_return_if_fail (CS_IS_SHEET_VIEW (self));

  gtk_widget_grab_focus (self->scroller);
}
