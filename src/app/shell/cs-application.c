/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-application.h"
#include "cs-compat.h"
#include "cs-window.h"

#define APPLICATION_ID "org.countersign.Countersign"
#define RESOURCES "/org/countersign/Countersign/"

struct _CsApplication
{
  AdwApplication parent_instance;

  GSettings *settings; /* NULL if the schema is nowhere */
  char      *folder;   /* --office */
  char      *seat;     /* --seat */
  gboolean   practice; /* --practice */
};

G_DEFINE_FINAL_TYPE (CsApplication, cs_application, ADW_TYPE_APPLICATION)

static void
apply_colour_scheme (CsApplication *self)
{
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK
  };
  int chosen = g_settings_get_enum (self->settings, "colour-scheme");

  if (chosen >= 0 && chosen < (int) G_N_ELEMENTS (schemes))
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[chosen]);
}

/* An absent schema would end the program (GSettings' habit): without it we run and remember nothing. */
static GSettings *
find_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE);
  if (schema == NULL)
    {
      g_autoptr(GSettingsSchemaSource) built = NULL;

      built = g_settings_schema_source_new_from_directory (BUILD_SCHEMADIR, source, TRUE, NULL);
      if (built != NULL)
        schema = g_settings_schema_source_lookup (built, APPLICATION_ID, FALSE);
    }

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static void
load_styles (void)
{
  static const char * const names[] = { "shell.css", "composer.css", "sheet.css" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat (RESOURCES, names[i], NULL);

      cs_compat_add_styles (path);
    }
}

static CsWindow *
find_window (CsApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (CS_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

static void
quit_activated_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  CsWindow *window = find_window (user_data);

  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
  else
    g_application_quit (G_APPLICATION (user_data));
}

static void
about_activated_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  cs_compat_show_about (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

/* From a desktop notification. */
static void
open_post_activated_cb (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  CsWindow *window = find_window (user_data);

  if (window == NULL)
    return;

  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action_variant (GTK_WIDGET (window), "win.open-post", parameter);
}

static const GActionEntry entries[] = {
  { "quit", quit_activated_cb },
  { "about", about_activated_cb },
  { "open-post", open_post_activated_cb, "x" },
};

static void
add_shortcuts (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *keys[4];
  } shortcuts[] = {
    { "app.quit", { "<Control>q" } },
    { "win.back", { "<Alt>Left" } },
    { "win.new-post", { "<Control>n" } },
    { "win.search", { "<Control>f" } },
    { "win.show-keys", { "<Control>question", "<Control><Shift>slash" } },
    { "win.preferences", { "<Control>comma" } },
    { "win.show-place::desk", { "<Alt>1" } },
    { "win.show-place::posts", { "<Alt>2" } },
    { "win.show-place::queue", { "<Alt>3" } },
    { "win.show-place::journal", { "<Alt>4" } },
    { "win.show-place::reports", { "<Alt>5" } },
    { "win.show-place::accounts", { "<Alt>6" } },
    { "win.show-place::office", { "<Alt>7" } },
    { "win.show-place::library", { "<Alt>8" } },
    { "window.close", { "<Control>w" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (application, shortcuts[i].action, shortcuts[i].keys);
}

static void
cs_application_startup (GApplication *application)
{
  CsApplication *self = CS_APPLICATION (application);

  G_APPLICATION_CLASS (cs_application_parent_class)->startup (application);

  load_styles ();
  cs_compat_name_menus ();
  gtk_window_set_default_icon_name (APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_shortcuts (GTK_APPLICATION (self));

  self->settings = find_settings ();
  if (self->settings != NULL)
    {
      g_signal_connect_object (self->settings, "changed::colour-scheme",
                               G_CALLBACK (apply_colour_scheme), self, G_CONNECT_SWAPPED);
      apply_colour_scheme (self);
    }
}

static void
cs_application_activate (GApplication *application)
{
  CsApplication *self = CS_APPLICATION (application);
  CsWindow *window = find_window (self);

  if (window == NULL)
    window = cs_window_new (self, self->folder, self->seat, self->practice);
  gtk_window_present (GTK_WINDOW (window));
}

static int
cs_application_handle_local_options (GApplication *application,
                                     GVariantDict *options)
{
  CsApplication *self = CS_APPLICATION (application);
  g_autofree char *folder = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Countersign %s\n", PACKAGE_VERSION);
      return 0;
    }

  if (g_variant_dict_lookup (options, "office", "^ay", &folder))
    {
      g_autoptr(GFile) file = g_file_new_for_commandline_arg (folder);

      self->folder = g_file_get_path (file);
      /* Another office is another program: it does not wake the one that runs. */
      g_application_set_flags (application,
                               g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
    }
  g_variant_dict_lookup (options, "seat", "s", &self->seat);
  self->practice = g_variant_dict_contains (options, "practice");

  return -1;
}

static void
cs_application_finalize (GObject *object)
{
  CsApplication *self = CS_APPLICATION (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->seat, g_free);
  G_OBJECT_CLASS (cs_application_parent_class)->finalize (object);
}

static void
cs_application_class_init (CsApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cs_application_finalize;
  application_class->startup = cs_application_startup;
  application_class->activate = cs_application_activate;
  application_class->handle_local_options = cs_application_handle_local_options;
}

static void
cs_application_init (CsApplication *self)
{
  static const GOptionEntry options[] = {
    { "office", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Open the office in FOLDER"), N_("FOLDER") },
    { "practice", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_("Make the practice office in FOLDER if nothing is there yet"), NULL },
    { "seat", 0, 0, G_OPTION_ARG_STRING, NULL,
      N_("In a practice office, sit down as the person with this LOGIN"), N_("LOGIN") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Show the version and end"), NULL },
    { NULL }
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _("Write, check, sign and publish what an office says in public."));
}

CsApplication *
cs_application_new (void)
{
  return g_object_new (CS_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "resource-base-path", "/org/countersign/Countersign",
                       NULL);
}

GSettings *
cs_application_get_settings (CsApplication *self)
{
  g_return_val_if_fail (CS_IS_APPLICATION (self), NULL);

  return self->settings;
}
