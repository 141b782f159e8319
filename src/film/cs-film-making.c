/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "cs-film-helper.h"

/* Between two points from which playing can start, seconds: the networks cut films into such pieces. */
#define KEY_SECONDS 2

/* Constant quality that people do not tell from the original; the rate is only the upper bound. */
#define QUALITY 21

/* Names, places, devices: all of it travels as tags. */
static GstPadProbeReturn
drop_tags_cb (GstPad          *pad,
              GstPadProbeInfo *info,
              gpointer         unused)
{
  return GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_TAG ? GST_PAD_PROBE_DROP : GST_PAD_PROBE_OK;
}

/* H.264 has room for anything beside the pictures (SEI): cameras put places and serial numbers there. Pictures are whole without it. */
static gsize
drop_asides (guint8 *data,
             gsize   size)
{
  gsize at = 0, kept = 0;

  while (at + 4 < size)
    {
      gsize length = GST_READ_UINT32_BE (data + at);
      gsize whole = length + 4;

      if (length == 0 || length > size - at - 4)
        break;
      if ((data[at + 4] & 0x1f) != 6)
        {
          memmove (data + kept, data + at, whole);
          kept += whole;
        }
      at += whole;
    }

  return kept;
}

static GstPadProbeReturn
drop_asides_cb (GstPad          *pad,
                GstPadProbeInfo *info,
                gpointer         unused)
{
  GstBuffer *buffer = gst_buffer_make_writable (GST_PAD_PROBE_INFO_BUFFER (info));
  GstMapInfo map;
  gsize kept = 0;

  GST_PAD_PROBE_INFO_DATA (info) = buffer;
  if (!gst_buffer_map (buffer, &map, GST_MAP_READWRITE))
    return GST_PAD_PROBE_DROP;

  kept = drop_asides (map.data, map.size);
  gst_buffer_unmap (buffer, &map);
  if (kept == 0)
    return GST_PAD_PROBE_DROP;

  gst_buffer_set_size (buffer, kept);
  return GST_PAD_PROBE_OK;
}

static GstElement *
add_queue (CsFilmFlow *flow)
{
  /* by time, since a picture may be of any size; the bytes are the bound of memory */
  return cs_film_make_element (flow, "queue", "max-size-buffers", 0, "max-size-bytes", 64 * 1024 * 1024,
                               "max-size-time", 3 * GST_SECOND, NULL);
}

static GstElement *
add_filter (CsFilmFlow *flow,
            GstCaps    *caps)
{
  GstElement *filter = cs_film_make_element (flow, "capsfilter", "caps", caps, NULL);

  gst_caps_unref (caps);
  return filter;
}

static void
link_to_muxer (GstElement *last,
               GstElement *muxer,
               const char *pad_name)
{
  g_autoptr(GstPad) from = gst_element_get_static_pad (last, "src");
  g_autoptr(GstPad) to = gst_element_request_pad_simple (muxer, pad_name);

  if (to == NULL || GST_PAD_LINK_FAILED (gst_pad_link (from, to)))
    cs_film_give_up (CS_ERROR_FAILED, "The muxer takes no %s", pad_name);

  gst_pad_add_probe (to, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, drop_tags_cb, NULL, NULL);
}

static void
link_or_give_up (GstElement *from,
                 GstElement *to)
{
  if (!gst_element_link (from, to))
    cs_film_give_up (CS_ERROR_FAILED, "%s and %s do not fit", GST_OBJECT_NAME (from), GST_OBJECT_NAME (to));
}

static void
add_h264 (CsFilmFlow *flow,
          GstElement *before,
          GstElement *muxer)
{
  GstElement *parse = cs_film_make_element (flow, "h264parse", NULL);
  GstElement *filter = add_filter (flow, gst_caps_from_string ("video/x-h264,stream-format=avc,alignment=au"));
  GstElement *queue = add_queue (flow);
  g_autoptr(GstPad) pad = gst_element_get_static_pad (filter, "src");

  link_or_give_up (before, parse);
  link_or_give_up (parse, filter);
  link_or_give_up (filter, queue);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, drop_asides_cb, NULL, NULL);
  link_to_muxer (queue, muxer, "video_%u");
}

static void
add_aac (CsFilmFlow *flow,
         GstElement *before,
         GstElement *muxer)
{
  GstElement *parse = cs_film_make_element (flow, "aacparse", NULL);
  GstElement *queue = add_queue (flow);

  link_or_give_up (before, parse);
  link_or_give_up (parse, queue);
  link_to_muxer (queue, muxer, "audio_%u");
}

static GstElement *
add_encoder (CsFilmFlow       *flow,
             const CsFilmPlan *plan)
{
  int interval = MAX (1, (int) (KEY_SECONDS * plan->rate_n / MAX (plan->rate_d, 1)));

  return cs_film_make_element (flow, "x264enc", "bitrate", plan->video_kbps, "pass", 5, "quantizer", QUALITY, "speed-preset", 3,
                               "vbv-buf-capacity", 2000, "key-int-max", interval, "threads", 2,
                               "option-string", "open-gop=0", NULL);
}

static void
add_pictures (CsFilmFlow       *flow,
              const CsFilmPlan *plan,
              GstElement       *muxer)
{
  GstElement *chain[9];
  GstCaps *shape = gst_caps_new_simple ("video/x-raw", "format", G_TYPE_STRING, "I420", "width", G_TYPE_INT, plan->width,
                                        "height", G_TYPE_INT, plan->height, "pixel-aspect-ratio", GST_TYPE_FRACTION, 1, 1,
                                        "framerate", GST_TYPE_FRACTION, (int) plan->rate_n, (int) plan->rate_d, NULL);

  chain[0] = flow->video = add_queue (flow);
  chain[1] = cs_film_make_element (flow, "videoconvert", "n-threads", 2, NULL);
  /* 8: as the film itself says */
  chain[2] = cs_film_make_element (flow, "videoflip", "video-direction", 8, NULL);
  chain[3] = cs_film_make_element (flow, "videoscale", "add-borders", FALSE, NULL);
  chain[4] = cs_film_make_element (flow, "videorate", "skip-to-first", TRUE, NULL);
  chain[5] = cs_film_make_element (flow, "videoconvert", NULL);
  chain[6] = add_filter (flow, shape);
  chain[7] = add_encoder (flow, plan);
  chain[8] = add_filter (flow, gst_caps_from_string ("video/x-h264,profile=high"));
  for (guint i = 0; i + 1 < G_N_ELEMENTS (chain); i++)
    link_or_give_up (chain[i], chain[i + 1]);
  add_h264 (flow, chain[8], muxer);
}

static const char *
find_aac_encoder (void)
{
  static const char * const names[] = { "fdkaacenc", "avenc_aac", "voaacenc", "faac" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GstElementFactory) factory = gst_element_factory_find (names[i]);

      if (factory)
        return names[i];
    }

  cs_film_give_up (CS_ERROR_CODEC_MISSING, "There is no encoder for AAC");
}

static void
add_sound (CsFilmFlow       *flow,
           const CsFilmPlan *plan,
           GstElement       *muxer)
{
  GstElement *convert = cs_film_make_element (flow, "audioconvert", NULL);
  GstElement *resample = cs_film_make_element (flow, "audioresample", NULL);
  GstElement *filter = add_filter (flow, gst_caps_from_string ("audio/x-raw,rate={ 44100, 48000 },channels=[ 1, 2 ]"));
  GstElement *encoder = cs_film_make_element (flow, find_aac_encoder (), "bitrate", (int) plan->audio_kbps * 1000, NULL);

  flow->audio = add_queue (flow);
  link_or_give_up (flow->audio, convert);
  link_or_give_up (convert, resample);
  link_or_give_up (resample, filter);
  link_or_give_up (filter, encoder);
  add_aac (flow, encoder, muxer);
}

static void
add_copies (CsFilmFlow       *flow,
            const CsFilmPlan *plan,
            GstElement       *muxer,
            gboolean          sound)
{
  flow->video = add_queue (flow);
  add_h264 (flow, flow->video, muxer);
  if (!sound)
    return;

  flow->audio = add_queue (flow);
  add_aac (flow, flow->audio, muxer);
}

/* Whether there is sound is known beforehand: a muxer waits for every stream that it was promised. */
void
cs_film_helper_make (gboolean          copy,
                     gint64            duration_ms,
                     const CsFilmPlan *plan)
{
  CsFilmFlow flow = { .duration_ms = duration_ms };
  GstElement *muxer, *sink;

  cs_film_find_container ();
  cs_film_flow_init (&flow, copy ? "parsebin" : "decodebin");
  muxer = cs_film_make_element (&flow, "mp4mux", NULL);
  sink = cs_film_make_element (&flow, "fdsink", "fd", STDOUT_FILENO, "sync", FALSE, NULL);
  link_or_give_up (muxer, sink);
  if (copy)
    add_copies (&flow, plan, muxer, plan->audio_kbps > 0);
  else
    {
      add_pictures (&flow, plan, muxer);
      if (plan->audio_kbps > 0)
        add_sound (&flow, plan, muxer);
    }

  cs_film_flow_run (&flow);
  if (!flow.has_video)
    cs_film_give_up (CS_ERROR_NOT_A_FILM, "There is no picture in it");
  cs_film_flow_clear (&flow);
}

void
cs_film_helper_pattern (const CsFilmPattern *pattern)
{
  CsFilmFlow flow = { .duration_ms = pattern->seconds * G_GINT64_CONSTANT (1000) };
  GstElement *muxer, *encoder, *source, *filter, *sink;
  GstCaps *shape = gst_caps_new_simple ("video/x-raw", "format", G_TYPE_STRING, "I420", "width", G_TYPE_INT, pattern->width,
                                        "height", G_TYPE_INT, pattern->height, "framerate", GST_TYPE_FRACTION, (int) pattern->rate, 1, NULL);

  flow.pipeline = gst_pipeline_new (NULL);
  muxer = cs_film_make_element (&flow, "mp4mux", NULL);
  sink = cs_film_make_element (&flow, "fdsink", "fd", STDOUT_FILENO, "sync", FALSE, NULL);
  link_or_give_up (muxer, sink);

  source = cs_film_make_element (&flow, "videotestsrc", "num-buffers", (int) (pattern->seconds * pattern->rate), NULL);
  gst_util_set_object_arg (G_OBJECT (source), "pattern", pattern->look);
  filter = add_filter (&flow, shape);
  encoder = cs_film_make_element (&flow, "x264enc", "pass", 4, "quantizer", pattern->quantizer, "speed-preset", 1, "threads", 2,
                                  "key-int-max", KEY_SECONDS * pattern->rate, NULL);
  link_or_give_up (source, filter);
  link_or_give_up (filter, encoder);
  add_h264 (&flow, encoder, muxer);

  if (pattern->sound)
    {
      /* 441 samples are a hundredth of a second */
      GstElement *tone = cs_film_make_element (&flow, "audiotestsrc", "num-buffers", (int) pattern->seconds * 100, "samplesperbuffer", 441,
                                               "volume", 0.05, NULL);
      CsFilmPlan plan = { .audio_kbps = 96 };

      add_sound (&flow, &plan, muxer);
      link_or_give_up (tone, flow.audio);
    }

  cs_film_flow_run (&flow);
  cs_film_flow_clear (&flow);
}
