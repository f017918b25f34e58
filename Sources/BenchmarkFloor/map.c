#include "BenchmarkFloor.h"

#include <math.h>
#include <string.h>

enum { WIDTH = FLOOR_MAP_WIDTH };

static double common(const double *x) {
  double sum = x[0];
  for (int i = 1; i < WIDTH; i++) sum += x[i];
  return tanh(sum);
}

void floor_map(const double *x, double *y) {
  double factor = common(x);
  for (int i = 0; i < WIDTH; i++)
    y[i] = sin(x[i] * x[(i + 1) % WIDTH]) + exp(x[(i + 2) % WIDTH]) * factor;
}

void floor_map_jacobian(const double *x, double *rows) {
  double factor = common(x);
  double slope = 1 - factor * factor;
  for (int i = 0; i < WIDTH; i++) {
    double *row = rows + WIDTH * i;
    int next = (i + 1) % WIDTH, last = (i + 2) % WIDTH;
    double power = exp(x[last]);
    double wave = cos(x[i] * x[next]);
    for (int j = 0; j < WIDTH; j++) row[j] = power * slope;
    row[i] += wave * x[next];
    row[next] += wave * x[i];
    row[last] += power * factor;
  }
}

double floor_map_sum(const double *x) {
  double factor = common(x);
  double sum = 0;
  for (int i = 0; i < WIDTH; i++)
    sum += sin(x[i] * x[(i + 1) % WIDTH]) + exp(x[(i + 2) % WIDTH]) * factor;
  return sum;
}

double floor_map_sum_gradient(const double *x, double *gradient) {
  double factor = common(x);
  double sum = 0, powers = 0;
  memset(gradient, 0, sizeof(double) * WIDTH);
  for (int i = 0; i < WIDTH; i++) {
    int next = (i + 1) % WIDTH, last = (i + 2) % WIDTH;
    double product = x[i] * x[next];
    double wave = cos(product);
    double power = exp(x[last]);
    sum += sin(product) + power * factor;
    powers += power;
    gradient[i] += wave * x[next];
    gradient[next] += wave * x[i];
    gradient[last] += power * factor;
  }
  for (int i = 0; i < WIDTH; i++) gradient[i] += powers * (1 - factor * factor);
  return sum;
}
