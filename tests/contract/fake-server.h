/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FakeFault:
 *
 * What a faulty server does with each request. Each was measured to trap libsoup's client, or could.
 */
typedef enum
{
  FAKE_GOOD,           /* 200 and the body given */
  FAKE_CLOSE_BEFORE,   /* closes before it reads */
  FAKE_CLOSE_AFTER,    /* closes after it has read */
  FAKE_SILENT,         /* never answers */
  FAKE_DRIP_HEADER,    /* one byte after the other, for ever */
  FAKE_DRIP_BODY,
  FAKE_SHORT_BODY,     /* less than its length says */
  FAKE_CUT_CHUNKED,    /* ends between two chunks */
  FAKE_CUT_CHUNK,      /* ends inside a chunk */
  FAKE_CUT_UNTIL_EOF,  /* no length, closes within the JSON */
  FAKE_302,
  FAKE_307,
  FAKE_GARBAGE_BODY,   /* 200 with a sign-in page */
  FAKE_GARBAGE_STATUS, /* no HTTP at all */
  FAKE_ENDLESS,        /* a body of a thousand million bytes */
  FAKE_DEEP,           /* JSON a million brackets deep */
  FAKE_NO_ID,          /* 200, JSON, but not a post */
} FakeFault;
#define N_FAKE_FAULTS (FAKE_NO_ID + 1)

typedef struct _FakeServer FakeServer;

/* @status and @body: for FAKE_GOOD; others take what they need of it */
FakeServer *fake_server_new         (FakeFault    fault,
                                     guint        status,
                                     const char  *extra_headers,
                                     const char  *body);
void        fake_server_free        (FakeServer  *server);
const char *fake_server_get_address (FakeServer  *server);

/* Requests that were read whole, and connections that were taken */
guint       fake_server_get_arrived (FakeServer  *server);
guint       fake_server_get_accepted (FakeServer *server);

/* The latest request, head and body */
char       *fake_server_dup_request (FakeServer  *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeServer, fake_server_free)

G_END_DECLS
