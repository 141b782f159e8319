/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <unistd.h>

#include "cs-film-helper.h"

#define QUALITY 90

static void
add_chain (CsFilmFlow *flow,
           int         max_side)
{
  g_autoptr(GstCaps) caps = gst_caps_new_simple ("video/x-raw", "width", GST_TYPE_INT_RANGE, 1, max_side, "height", GST_TYPE_INT_RANGE, 1, max_side,
                                                 "pixel-aspect-ratio", GST_TYPE_FRACTION, 1, 1, NULL);
  GstElement *convert = cs_film_make_element (flow, "videoconvert", NULL);
  GstElement *flip = cs_film_make_element (flow, "videoflip", "video-direction", 8, NULL);
  GstElement *scale = cs_film_make_element (flow, "videoscale", "add-borders", FALSE, NULL);
  GstElement *filter = cs_film_make_element (flow, "capsfilter", "caps", caps, NULL);
  GstElement *encoder = cs_film_make_element (flow, "jpegenc", "quality", QUALITY, NULL);
  GstElement *sink = cs_film_make_element (flow, "appsink", "sync", FALSE, "max-buffers", 1, "drop", FALSE, NULL);

  flow->video = convert;
  if (!gst_element_link_many (convert, flip, scale, filter, encoder, sink, NULL))
    cs_film_give_up (CS_ERROR_FAILED, "The parts that draw a picture do not fit");
  g_object_set_data (G_OBJECT (flow->pipeline), "sink", sink);
}

static void
write_sample (GstSample *sample)
{
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  GstMapInfo map;
  gsize at = 0;

  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    cs_film_give_up (CS_ERROR_FAILED, "The picture cannot be read");

  while (at < map.size)
    {
      gssize n = write (STDOUT_FILENO, map.data + at, map.size - at);

      if (n <= 0)
        cs_film_give_up (CS_ERROR_NO_SPACE, "The picture cannot be written");
      at += (gsize) n;
    }

  gst_buffer_unmap (buffer, &map);
}

static GstSample *
pull (CsFilmFlow *flow)
{
  GstSample *sample = NULL;

  g_signal_emit_by_name (g_object_get_data (G_OBJECT (flow->pipeline), "sink"), "pull-preroll", &sample);
  return sample;
}

void
cs_film_helper_frame (gint64 at_ms,
                      int    max_side)
{
  CsFilmFlow flow = { 0 };
  g_autoptr(GstSample) first = NULL;
  g_autoptr(GstSample) sample = NULL;

  cs_film_find_container ();
  cs_film_flow_init (&flow, "decodebin");
  add_chain (&flow, max_side);
  cs_film_flow_bring_to (&flow, GST_STATE_PAUSED);
  if (!flow.has_video || !(first = pull (&flow)))
    cs_film_give_up (CS_ERROR_NOT_A_FILM, "There is no picture in it");

  /* a film that cannot be searched shows its first picture */
  if (at_ms > 0 && gst_element_seek_simple (flow.pipeline, GST_FORMAT_TIME, GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE, at_ms * GST_MSECOND))
    {
      cs_film_flow_bring_to (&flow, GST_STATE_PAUSED);
      sample = pull (&flow);
    }

  write_sample (sample ? sample : first);
  cs_film_flow_clear (&flow);
}
