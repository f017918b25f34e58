#include "CSineCosine.h"
