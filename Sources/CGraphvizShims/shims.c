#include "CGraphvizShims.h"

#include <cgraph.h>
#include <gvc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct wgv_graph {
  Agraph_t *graph;
  Agsym_t *width, *height, *arrowhead, *arrowtail, *headclip, *tailclip;
  int boxes, lines;
  bool has_layout;
};

// One context for the life of the process: each further one costs a leak and time.
static GVC_t *context;
static int (*message_sink)(const char *fragment);

const char *wgv_version(void) {
  if (!context && !(context = gvContext())) return "";
  return gvcVersion(context);
}

// Newer versions give the function a constant text, older ones do not.
static int receive(char *fragment) { return message_sink ? message_sink(fragment) : 0; }

void wgv_capture(int (*sink)(const char *fragment)) {
  static bool is_primed;
  agseterr(AGWARN);
  agseterrf((agusererrf)receive);
  if (!is_primed) {
    // Version 2.42 formats a message of 1024 bytes or more twice from one argument list. A long message
    // without arguments grows its buffer once, so that this cannot happen later.
    enum { length = 1 << 18 };
    char *filler = malloc(length + 1);
    if (filler) {
      memset(filler, ' ', length);
      filler[length] = 0;
      message_sink = NULL;
      agerr(AGWARN, filler);
      free(filler);
    }
    is_primed = true;
  }
  message_sink = sink;
}

static Agsym_t *set_default(Agraph_t *graph, int kind, char *name, const char *value) {
  return agattr(graph, kind, name, (char *)value);
}

static void set_number(Agraph_t *graph, char *name, double value) {
  char text[64];
  snprintf(text, sizeof text, "%.4f", value);
  set_default(graph, AGRAPH, name, text);
}

wgv_graph *wgv_open(const char *rankdir, double node_gap, double rank_gap, bool is_large) {
  if (!context && !(context = gvContext())) return NULL;
  wgv_graph *result = calloc(1, sizeof *result);
  Agdesc_t kind = Agdirected;
  Agraph_t *g = result ? agopen("g", kind, NULL) : NULL;
  if (!g) {
    free(result);
    return NULL;
  }
  result->graph = g;
  set_default(g, AGRAPH, "rankdir", rankdir);
  set_default(g, AGRAPH, "pad", "0");
  set_number(g, "nodesep", node_gap / 72);
  set_number(g, "ranksep", rank_gap / 72);
  if (is_large) {
    // Network simplex takes most of the time of a large layout and gains little width after this.
    set_default(g, AGRAPH, "nslimit", "0.2");
    set_default(g, AGRAPH, "nslimit1", "2");
  }
  set_default(g, AGNODE, "shape", "box");
  set_default(g, AGNODE, "label", "");
  set_default(g, AGNODE, "fixedsize", "true");
  result->width = set_default(g, AGNODE, "width", "1");
  result->height = set_default(g, AGNODE, "height", "1");
  set_default(g, AGEDGE, "dir", "both");
  set_default(g, AGEDGE, "weight", "2");
  set_default(g, AGEDGE, "arrowsize", "0.7");
  result->arrowhead = set_default(g, AGEDGE, "arrowhead", "normal");
  result->arrowtail = set_default(g, AGEDGE, "arrowtail", "normal");
  result->headclip = set_default(g, AGEDGE, "headclip", "true");
  result->tailclip = set_default(g, AGEDGE, "tailclip", "true");
  return result;
}

void wgv_close(wgv_graph *graph) {
  if (graph->has_layout) gvFreeLayout(context, graph->graph);
  agclose(graph->graph);
  free(graph);
}

wgv_box *wgv_add_box(wgv_graph *graph, double width, double height) {
  char text[64];
  snprintf(text, sizeof text, "n%d", graph->boxes++);
  Agnode_t *node = agnode(graph->graph, text, 1);
  if (!node) return NULL;
  snprintf(text, sizeof text, "%.4f", width / 72);
  agxset(node, graph->width, text);
  snprintf(text, sizeof text, "%.4f", height / 72);
  agxset(node, graph->height, text);
  return (wgv_box *)node;
}

wgv_line *wgv_add_line(wgv_graph *graph, wgv_box *tail, wgv_box *head, bool starts, bool ends) {
  char text[64];
  snprintf(text, sizeof text, "e%d", graph->lines++);
  Agedge_t *edge = agedge(graph->graph, (Agnode_t *)tail, (Agnode_t *)head, text, 1);
  if (!edge) return NULL;
  if (!starts) {
    agxset(edge, graph->arrowtail, "none");
    agxset(edge, graph->tailclip, "false");
  }
  if (!ends) {
    agxset(edge, graph->arrowhead, "none");
    agxset(edge, graph->headclip, "false");
  }
  return (wgv_line *)edge;
}

int wgv_layout(wgv_graph *graph) {
  int status = gvLayout(context, graph->graph, "dot");
  graph->has_layout = status == 0;
  return status;
}

wgv_point wgv_extent(wgv_graph *graph) {
  pointf corner = GD_bb(graph->graph).UR;
  return (wgv_point){corner.x, corner.y};
}

wgv_point wgv_center(wgv_box *box) {
  pointf center = ND_coord((Agnode_t *)box);
  return (wgv_point){center.x, center.y};
}

// A line between two boxes is one Bézier curve in every layout by `dot`.
static bezier *course(wgv_line *line) {
  splines *all = ED_spl((Agedge_t *)line);
  return all && all->size > 0 ? &all->list[0] : NULL;
}

size_t wgv_line_count(wgv_line *line) {
  bezier *curve = course(line);
  return curve ? (size_t)curve->size : 0;
}

wgv_point wgv_line_point(wgv_line *line, size_t index) {
  pointf point = course(line)->list[index];
  return (wgv_point){point.x, point.y};
}

wgv_point wgv_line_start(wgv_line *line) {
  bezier *curve = course(line);
  pointf point = curve->sflag ? curve->sp : curve->list[0];
  return (wgv_point){point.x, point.y};
}

wgv_point wgv_line_end(wgv_line *line) {
  bezier *curve = course(line);
  pointf point = curve->eflag ? curve->ep : curve->list[curve->size - 1];
  return (wgv_point){point.x, point.y};
}
