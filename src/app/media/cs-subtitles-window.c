/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-cues.h"
#include "cs-film-client.h"
#include "cs-show-error.h"
#include "cs-subtitles-row.h"
#include "cs-subtitles-window.h"

/* After the last key, until all is checked again: milliseconds */
#define PATIENCE 300

struct _CsSubtitlesWindow
{
  AdwWindow   parent_instance;

  CsSession  *session;
  gint64      duration_ms;
  GListStore *store;    /* of CsCueItem */
  GtkLabel   *summary;
  GtkLabel   *refusal;  /* what could not be read of the file */
  GtkWidget  *keep;
  GtkDropDown *language;
  guint       timeout;
};

G_DEFINE_FINAL_TYPE (CsSubtitlesWindow, cs_subtitles_window, ADW_TYPE_WINDOW)

static guint kept_signal;

static const struct { const char *code, *name; } languages[] = {
  { "en", "English" }, { "zh", "中文" }, { "ar", "العربية" }, { "bn", "বাংলা" }, { "de", "Deutsch" }, { "es", "Español" }, { "fr", "Français" },
  { "hi", "हिन्दी" }, { "id", "Bahasa Indonesia" }, { "it", "Italiano" }, { "ja", "日本語" }, { "ko", "한국어" }, { "pl", "Polski" },
  { "pt", "Português" }, { "ru", "Русский" }, { "tr", "Türkçe" }, { "uk", "Українська" }, { "ur", "اردو" }, { "vi", "Tiếng Việt" },
};

const char *
cs_subtitles_language_name (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (languages[i].code, code))
      return languages[i].name;

  return code;
}

static GPtrArray *
list_cues (CsSubtitlesWindow *self)
{
  GPtrArray *cues = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_cue_free);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->store)); i++)
    {
      g_autoptr(CsCueItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      g_ptr_array_add (cues, cs_cue_item_dup_cue (item));
    }

  return cues;
}

/* Gives each its problems; returns how many make the whole unusable. */
static guint
spread_problems (CsSubtitlesWindow *self,
                 GArray            *problems)
{
  guint n_faults = 0, at = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->store)); i++)
    {
      g_autoptr(CsCueItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), i);
      g_autoptr(GString) text = g_string_new (NULL);
      gboolean fault = FALSE;

      for (; at < problems->len && g_array_index (problems, CsCueProblem, at).cue == i; at++)
        {
          const CsCueProblem *problem = &g_array_index (problems, CsCueProblem, at);
          g_autofree char *sentence = cs_cue_problem_sentence (problem);

          fault |= cs_cue_problem_is_fault (problem->kind);
          g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
        }
      n_faults += fault;
      cs_cue_item_set_problems (item, text->str, fault);
    }

  return n_faults;
}

static void
check (CsSubtitlesWindow *self)
{
  g_autoptr(GPtrArray) cues = list_cues (self);
  g_autoptr(GArray) problems = cs_cues_check (cues, self->duration_ms);
  guint n_faults = spread_problems (self, problems);
  g_autofree char *text = NULL;

  if (n_faults > 0)
    text = g_strdup_printf (ngettext ("%u subtitle cannot be used so.", "%u subtitles cannot be used so.", n_faults), n_faults);
  else if (problems->len > 0)
    text = g_strdup_printf (ngettext ("%u subtitle; %u remark", "%u subtitles; remarks: %u", cues->len), cues->len, problems->len);
  else
    text = g_strdup_printf (ngettext ("%u subtitle; nothing to remark", "%u subtitles; nothing to remark", cues->len), cues->len);
  gtk_label_set_label (self->summary, text);
  gtk_widget_set_sensitive (self->keep, n_faults == 0 && cues->len > 0);
}

static gboolean
check_cb (gpointer user_data)
{
  CsSubtitlesWindow *self = user_data;

  self->timeout = 0;
  check (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CsSubtitlesWindow *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (PATIENCE, check_cb, self);
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(CsSubtitlesWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  g_autofree char *hex = NULL;
  CsDigest digest;

  if (reply == NULL)
    {
      gtk_widget_set_sensitive (self->keep, TRUE);
      gtk_label_set_label (self->summary, cs_error_sentence (error));
      return;
    }

  digest = cs_reply_read_film_digest (reply);
  hex = cs_digest_to_hex (&digest);
  g_signal_emit (self, kept_signal, 0, languages[gtk_drop_down_get_selected (self->language)].code, hex);
  gtk_window_close (GTK_WINDOW (self));
}

static void
keep_cb (CsSubtitlesWindow *self)
{
  g_autoptr(GPtrArray) cues = list_cues (self);
  g_autofree char *vtt = cs_cues_to_vtt (cues);

  gtk_widget_set_sensitive (self->keep, FALSE);
  cs_office_call_async (cs_session_get_office (self->session), "film.keep-subtitles",
                        cs_arguments_film_subtitles (vtt, self->duration_ms), NULL, kept_cb, g_object_ref (self));
}

static void
setup_cb (CsSubtitlesWindow *self,
          GtkListItem       *list_item)
{
  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_child (list_item, cs_subtitles_row_new ());
}

static void
bind_cb (CsSubtitlesWindow *self,
         GtkListItem       *list_item)
{
  cs_subtitles_row_set_item (CS_SUBTITLES_ROW (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item),
                             gtk_list_item_get_position (list_item));
}

static void
unbind_cb (CsSubtitlesWindow *self,
           GtkListItem       *list_item)
{
  cs_subtitles_row_set_item (CS_SUBTITLES_ROW (gtk_list_item_get_child (list_item)), NULL, 0);
}

static void
cs_subtitles_window_dispose (GObject *object)
{
  CsSubtitlesWindow *self = CS_SUBTITLES_WINDOW (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (cs_subtitles_window_parent_class)->dispose (object);
}

static void
cs_subtitles_window_class_init (CsSubtitlesWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_subtitles_window_dispose;
  kept_signal = g_signal_new ("kept", CS_TYPE_SUBTITLES_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_list (CsSubtitlesWindow *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->store)))), factory);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  cs_name_widget (list, _("Subtitles"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_header (CsSubtitlesWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));

  self->keep = gtk_button_new_with_label (_("Keep"));
  gtk_widget_add_css_class (self->keep, "suggested-action");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->keep);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keep, "clicked", G_CALLBACK (keep_cb), self, G_CONNECT_SWAPPED);
  return header;
}

static GtkWidget *
make_top (CsSubtitlesWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    gtk_string_list_append (names, languages[i].name);
  self->language = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL));
  cs_name_drop_down (self->language, _("Language of the subtitles"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->summary), TRUE);
  gtk_label_set_xalign (self->summary, 0);
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->language));
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  return box;
}

static void
cs_subtitles_window_init (CsSubtitlesWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->store = g_list_store_new (CS_TYPE_CUE_ITEM);
  self->summary = GTK_LABEL (gtk_label_new (NULL));
  self->refusal = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->refusal, TRUE);
  gtk_label_set_xalign (self->refusal, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->refusal), "warning");
  gtk_widget_set_margin_start (GTK_WIDGET (self->refusal), 18);
  gtk_widget_set_margin_end (GTK_WIDGET (self->refusal), 18);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), make_top (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->refusal));
  gtk_box_append (GTK_BOX (box), make_list (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Subtitles"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 560);
}

/* What was left out, so that nobody believes it is all there. */
static void
show_unreadable (CsSubtitlesWindow *self,
                 GArray            *unreadable)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; unreadable && i < MIN (unreadable->len, 5); i++)
    {
      g_autofree char *sentence = cs_cue_problem_sentence (&g_array_index (unreadable, CsCueProblem, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", sentence);
    }
  if (unreadable && unreadable->len > 5)
    g_string_append_printf (text, "\n%s", _("And more: what cannot be read is left out."));
  gtk_label_set_label (self->refusal, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), text->len > 0);
}

GtkWidget *
cs_subtitles_window_new (GtkWindow  *parent,
                         CsSession  *session,
                         GPtrArray  *cues,
                         GArray     *unreadable,
                         const char *language,
                         gint64      duration_ms)
{
  CsSubtitlesWindow *self = g_object_new (CS_TYPE_SUBTITLES_WINDOW, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->duration_ms = duration_ms;
  for (guint i = 0; i < cues->len; i++)
    {
      g_autoptr(CsCueItem) item = cs_cue_item_new (g_ptr_array_index (cues, i));

      g_signal_connect_object (item, "edited", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      g_list_store_append (self->store, item);
    }
  g_ptr_array_unref (cues);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (languages[i].code, language))
      gtk_drop_down_set_selected (self->language, i);
  show_unreadable (self, unreadable);
  check (self);
  return GTK_WIDGET (self);
}
