/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include <gst/base/gsttypefindhelper.h>
#include <gst/pbutils/pbutils.h>

#include "cs-film-helper.h"

/* Bytes by which a container is told */
#define HEAD (64 * 1024)

/* Kinds that are taken, and what their pictures and sounds are written in. */
static const char * const taken[] = {
  "qtdemux", "matroskademux",
  "h264parse", "h265parse", "mpeg4videoparse", "av1parse", "vp9parse", "vp8parse", "aacparse", "mpegaudioparse", "ac3parse", "opusparse", "flacparse", "jpegparse",
  "avdec_h264", "avdec_h265", "avdec_mpeg4", "avdec_mjpeg", "jpegdec", "avdec_prores", "avdec_vp8", "avdec_vp9", "vp8dec", "vp9dec", "av1dec", "dav1ddec",
  "avdec_aac", "avdec_alac", "avdec_ac3", "avdec_mp3", "mpg123audiodec", "opusdec", "vorbisdec", "flacdec", "avdec_flac",
};

static gboolean
is_taken (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    if (g_str_equal (taken[i], name))
      return TRUE;

  return FALSE;
}

void
cs_film_confine_plugins (void)
{
  GList *factories = gst_element_factory_list_get_elements (GST_ELEMENT_FACTORY_TYPE_DECODABLE, GST_RANK_NONE);

  for (GList *link = factories; link; link = link->next)
    {
      GstPluginFeature *feature = link->data;

      if (!is_taken (gst_plugin_feature_get_name (feature)))
        gst_plugin_feature_set_rank (feature, GST_RANK_NONE);
    }

  gst_plugin_feature_list_free (factories);
}

const char *
cs_film_find_container (void)
{
  static const struct { const char *caps; const char *demuxer; } kinds[] = {
    { "video/quicktime", "qtdemux" }, { "video/webm", "matroskademux" }, { "video/x-matroska", "matroskademux" },
  };
  g_autofree guint8 *head = g_malloc (HEAD);
  gssize size = pread (STDIN_FILENO, head, HEAD, 0);
  g_autoptr(GstCaps) caps = size > 0 ? gst_type_find_helper_for_data (NULL, head, size, NULL) : NULL;
  const char *name = caps && gst_caps_get_size (caps) > 0 ? gst_structure_get_name (gst_caps_get_structure (caps, 0)) : "nothing that is known";

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(GstElementFactory) factory = NULL;

      if (!g_str_equal (kinds[i].caps, name))
        continue;
      if (!(factory = gst_element_factory_find (kinds[i].demuxer)))
        cs_film_give_up (CS_ERROR_CODEC_MISSING, "There is no %s", kinds[i].demuxer);
      return kinds[i].caps;
    }

  cs_film_give_up (CS_ERROR_NOT_A_FILM, "The file is %s", name);
}

GstElement *
cs_film_make_element (CsFilmFlow *flow,
                      const char *factory,
                      const char *first_property,
                      ...)
{
  GstElement *element = gst_element_factory_make (factory, NULL);
  va_list properties;

  if (element == NULL)
    cs_film_give_up (CS_ERROR_CODEC_MISSING, "There is no %s", factory);

  va_start (properties, first_property);
  g_object_set_valist (G_OBJECT (element), first_property, properties);
  va_end (properties);
  gst_bin_add (GST_BIN (flow->pipeline), element);
  return element;
}

/* Where a stream goes that nobody wants. */
static void
drop_stream (CsFilmFlow *flow,
             GstPad     *pad)
{
  GstElement *sink = cs_film_make_element (flow, "fakesink", "async", FALSE, "sync", FALSE, NULL);
  g_autoptr(GstPad) into = gst_element_get_static_pad (sink, "sink");

  gst_element_sync_state_with_parent (sink);
  gst_pad_link (pad, into);
}

static gboolean
link_stream (GstPad     *pad,
             GstElement *to,
             gboolean   *taken_already)
{
  g_autoptr(GstPad) into = NULL;

  if (to == NULL || *taken_already)
    return FALSE;

  into = gst_element_get_static_pad (to, "sink");
  if (GST_PAD_LINK_FAILED (gst_pad_link (pad, into)))
    return FALSE;

  *taken_already = TRUE;
  return TRUE;
}

/* The first pictures and the first sound; whatever else a file holds (subtitles of its own, a track of places) stays behind. */
static void
pad_added_cb (GstElement *bin,
              GstPad     *pad,
              CsFilmFlow *flow)
{
  g_autoptr(GstCaps) caps = gst_pad_get_current_caps (pad);
  const char *name;
  gboolean linked = FALSE;

  if (caps == NULL)
    caps = gst_pad_query_caps (pad, NULL);
  name = gst_caps_is_empty (caps) || gst_caps_is_any (caps) ? "" : gst_structure_get_name (gst_caps_get_structure (caps, 0));
  if (g_str_has_prefix (name, "video/"))
    linked = link_stream (pad, flow->video, &flow->has_video);
  else if (g_str_has_prefix (name, "audio/"))
    linked = link_stream (pad, flow->audio, &flow->has_audio);
  if (!linked)
    drop_stream (flow, pad);
}

/* Nothing of that size is ever handed to a decoder. */
static gboolean
continue_cb (GstElement *bin,
             GstPad     *pad,
             GstCaps    *caps,
             gpointer    unused)
{
  const GstStructure *structure = gst_caps_get_size (caps) > 0 ? gst_caps_get_structure (caps, 0) : NULL;
  int width = 0, height = 0;

  if (structure && gst_structure_get_int (structure, "width", &width) && gst_structure_get_int (structure, "height", &height) &&
      (MAX (width, height) > CS_FILM_MAX_SIDE || (gint64) width * height > CS_FILM_MAX_PIXELS))
    cs_film_give_up (CS_ERROR_FILM_BOUNDS, "The pictures have %d × %d pixels", width, height);

  return TRUE;
}

void
cs_film_flow_init (CsFilmFlow *flow,
                   const char *bin)
{
  GstElement *source;

  flow->pipeline = gst_pipeline_new (NULL);
  source = cs_film_make_element (flow, "fdsrc", "fd", STDIN_FILENO, "blocksize", 256 * 1024, NULL);
  flow->source = cs_film_make_element (flow, bin, NULL);
  gst_element_link (source, flow->source);
  g_signal_connect (flow->source, "pad-added", G_CALLBACK (pad_added_cb), flow);
  g_signal_connect (flow->source, "autoplug-continue", G_CALLBACK (continue_cb), NULL);
}

static void
take_tags (CsFilmFlow *flow,
           GstMessage *message)
{
  GstTagList *tags = NULL;
  char *rotation = NULL;

  gst_message_parse_tag (message, &tags);
  if (gst_tag_list_get_string (tags, GST_TAG_IMAGE_ORIENTATION, &rotation))
    {
      g_free (flow->rotation);
      flow->rotation = rotation;
    }
  gst_tag_list_unref (tags);
}

static void
give_up_by (GstMessage *message)
{
  g_autoptr(GError) error = NULL;
  CsError code = CS_ERROR_NOT_A_FILM;

  gst_message_parse_error (message, &error, NULL);
  if (g_error_matches (error, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN) || g_error_matches (error, GST_STREAM_ERROR, GST_STREAM_ERROR_CODEC_NOT_FOUND))
    code = CS_ERROR_CODEC_MISSING;
  else if (g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NO_SPACE_LEFT))
    code = CS_ERROR_NO_SPACE;
  else if (g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_WRITE))
    code = CS_ERROR_READ_ONLY;

  cs_film_give_up (code, "%s", error->message);
}

/* Returns: TRUE at the end, or when the state is reached */
static gboolean
take_message (CsFilmFlow *flow,
              GstMessage *message)
{
  g_autofree char *missing = NULL;

  switch ((int) GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_ERROR:
      give_up_by (message);
      return TRUE;

    case GST_MESSAGE_TAG:
      take_tags (flow, message);
      return FALSE;

    case GST_MESSAGE_ELEMENT:
      /* the pictures cannot be read: nothing to wait for; a strange sound is told too, and not left out unsaid */
      if (!gst_is_missing_plugin_message (message))
        return FALSE;
      missing = gst_missing_plugin_message_get_description (message);
      if (strstr (missing, "ubtitle") == NULL && !g_str_has_prefix (missing, "application/") && !g_str_has_prefix (missing, "meta/"))
        cs_film_give_up (CS_ERROR_CODEC_MISSING, "There is no %s", missing);
      return FALSE;

    default:
      return GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS || GST_MESSAGE_TYPE (message) == GST_MESSAGE_ASYNC_DONE;
    }
}

#define HEARD (GST_MESSAGE_ERROR | GST_MESSAGE_TAG | GST_MESSAGE_ELEMENT)

void
cs_film_flow_bring_to (CsFilmFlow *flow,
                       GstState    state)
{
  g_autoptr(GstBus) bus = gst_element_get_bus (flow->pipeline);
  gboolean done = FALSE;

  if (gst_element_set_state (flow->pipeline, state) == GST_STATE_CHANGE_FAILURE)
    {
      g_autoptr(GstMessage) message = gst_bus_pop_filtered (bus, GST_MESSAGE_ERROR);

      if (message)
        give_up_by (message);
      cs_film_give_up (CS_ERROR_NOT_A_FILM, "The film cannot be opened");
    }

  while (!done)
    {
      g_autoptr(GstMessage) message = gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, HEARD | GST_MESSAGE_ASYNC_DONE | GST_MESSAGE_EOS);

      done = take_message (flow, message);
    }
}

static void
tell_progress (CsFilmFlow *flow,
               gint64     *told)
{
  gint64 position = 0;

  if (!gst_element_query_position (flow->pipeline, GST_FORMAT_TIME, &position) || position <= *told)
    return;

  *told = position;
  if (flow->duration_ms > 0)
    cs_film_say ("progress", "%.4f", MIN (1.0, (double) position / ((double) flow->duration_ms * GST_MSECOND)));
}

void
cs_film_flow_run (CsFilmFlow *flow)
{
  g_autoptr(GstBus) bus = gst_element_get_bus (flow->pipeline);
  gboolean done = FALSE;
  gint64 told = 0;

  if (gst_element_set_state (flow->pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
    cs_film_give_up (CS_ERROR_NOT_A_FILM, "The film cannot be played");

  while (!done)
    {
      g_autoptr(GstMessage) message = gst_bus_timed_pop_filtered (bus, 200 * GST_MSECOND, HEARD | GST_MESSAGE_EOS);

      tell_progress (flow, &told);
      done = message != NULL && take_message (flow, message);
    }
}

void
cs_film_flow_clear (CsFilmFlow *flow)
{
  gst_element_set_state (flow->pipeline, GST_STATE_NULL);
  g_clear_pointer (&flow->rotation, g_free);
  gst_clear_object (&flow->pipeline);
}
