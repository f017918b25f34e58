#include "BenchmarkFloor.h"

#include <math.h>

double floor_bishop(const double *x) {
  double product = x[0] * x[1];
  return product + exp(product) - sin(x[1]);
}

double floor_bishop_gradient(const double *x, double *gradient) {
  double product = x[0] * x[1];
  double power = exp(product);
  double slope = 1 + power;
  gradient[0] = slope * x[1];
  gradient[1] = slope * x[0] - cos(x[1]);
  return product + power - sin(x[1]);
}

void floor_bishop_points(const double *points, long count, double *values) {
  for (long i = 0; i < count; i++) values[i] = floor_bishop(points + 2 * i);
}

void floor_bishop_points_gradients(
    const double *points, long count, double *values, double *gradients) {
  for (long i = 0; i < count; i++)
    values[i] = floor_bishop_gradient(points + 2 * i, gradients + 2 * i);
}
