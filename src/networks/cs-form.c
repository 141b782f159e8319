/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-form.h"

struct _CsForm
{
  GByteArray *head;
  char       *boundary;
};

/* --- what stands before the file, the file, what stands behind it --- */

#define CS_TYPE_FORM_STREAM (cs_form_stream_get_type ())
G_DECLARE_FINAL_TYPE (CsFormStream, cs_form_stream, CS, FORM_STREAM, GInputStream)

struct _CsFormStream
{
  GInputStream  parent_instance;

  GInputStream *pieces[3]; /* owned */
  guint         at;
};

G_DEFINE_FINAL_TYPE (CsFormStream, cs_form_stream, G_TYPE_INPUT_STREAM)

static gssize
cs_form_stream_read (GInputStream  *stream,
                     void          *buffer,
                     gsize          count,
                     GCancellable  *cancellable,
                     GError       **error)
{
  CsFormStream *self = CS_FORM_STREAM (stream);
  gssize n = 0;

  while (self->at < G_N_ELEMENTS (self->pieces) &&
         (n = g_input_stream_read (self->pieces[self->at], buffer, count, cancellable, error)) == 0)
    self->at++;

  return n;
}

static void
cs_form_stream_finalize (GObject *object)
{
  CsFormStream *self = CS_FORM_STREAM (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->pieces); i++)
    g_clear_object (&self->pieces[i]);
  G_OBJECT_CLASS (cs_form_stream_parent_class)->finalize (object);
}

static void
cs_form_stream_class_init (CsFormStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_form_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = cs_form_stream_read;
}

static void
cs_form_stream_init (CsFormStream *self)
{
}

/* --- the form --- */

CsForm *
cs_form_new (void)
{
  CsForm *form = g_new0 (CsForm, 1);
  g_autofree char *random = g_uuid_string_random ();

  form->head = g_byte_array_new ();
  form->boundary = g_strconcat ("countersign-", random, NULL);
  return form;
}

void
cs_form_free (CsForm *form)
{
  if (form == NULL)
    return;

  g_byte_array_unref (form->head);
  g_free (form->boundary);
  g_free (form);
}

static void
append (CsForm     *form,
        const char *text)
{
  g_byte_array_append (form->head, (const guint8 *) text, strlen (text));
}

/* @name and @file_name are ours: nothing in them needs escaping. */
static void
begin_part (CsForm     *form,
            const char *name,
            const char *file_name,
            const char *mime_type)
{
  g_autofree char *named = file_name ? g_strdup_printf ("; filename=\"%s\"", file_name) : g_strdup ("");
  g_autofree char *typed = mime_type ? g_strdup_printf ("Content-Type: %s\r\n", mime_type) : g_strdup ("");
  g_autofree char *lines = g_strdup_printf ("--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n%s\r\n",
                                            form->boundary, name, named, typed);

  append (form, lines);
}

void
cs_form_add_text (CsForm     *form,
                  const char *name,
                  const char *value)
{
  begin_part (form, name, NULL, NULL);
  append (form, value);
  append (form, "\r\n");
}

void
cs_form_add_bytes (CsForm     *form,
                   const char *name,
                   const char *file_name,
                   const char *mime_type,
                   GBytes     *bytes)
{
  begin_part (form, name, file_name, mime_type);
  g_byte_array_append (form->head, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  append (form, "\r\n");
}

GInputStream *
cs_form_end_with_file (CsForm      *form,
                       const char  *name,
                       const char  *file_name,
                       const char  *mime_type,
                       const char  *path,
                       gint64      *size,
                       char       **content_type,
                       GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr(GFileInfo) info = stream ? g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, error) : NULL;
  g_autofree char *tail = g_strdup_printf ("\r\n--%s--\r\n", form->boundary);
  CsFormStream *self;

  if (!info)
    return NULL;

  begin_part (form, name, file_name, mime_type);
  *size = form->head->len + g_file_info_get_size (info) + (gint64) strlen (tail);
  *content_type = g_strdup_printf ("multipart/form-data; boundary=\"%s\"", form->boundary);

  self = g_object_new (CS_TYPE_FORM_STREAM, NULL);
  self->pieces[0] = g_memory_input_stream_new_from_data (g_memdup2 (form->head->data, form->head->len), form->head->len, g_free);
  self->pieces[1] = G_INPUT_STREAM (g_steal_pointer (&stream));
  self->pieces[2] = g_memory_input_stream_new_from_data (g_strdup (tail), (gssize) strlen (tail), g_free);
  return G_INPUT_STREAM (self);
}
