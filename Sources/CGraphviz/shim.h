#include <cgraph.h>
#include <gvc.h>
