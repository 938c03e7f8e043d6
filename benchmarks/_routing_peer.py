"""The peer for shift plans: OR-tools routing with guided local search, on the same shift."""

from __future__ import annotations

import numpy as np

from beatwise.planning.shifts.greedy import as_plan
from beatwise.planning.shifts.problem import ShiftPlan, ShiftProblem


def solve(problem: ShiftProblem, seconds: float) -> ShiftPlan:
    """Return the plan of OR-tools' routing library after ``seconds``."""
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    # Nodes are the stops, then the base: each stop has a node of its own.
    places = [call.location for call in problem.calls] + [problem.start[0]]
    walk = np.round(problem.walk[np.ix_(places, places)]).astype(int)
    service = [call.service for call in problem.calls] + [0]
    base = len(problem.calls)
    manager = pywrapcp.RoutingIndexManager(len(places), problem.walkers, base)
    model = pywrapcp.RoutingModel(manager)
    table = walk.tolist()

    def cost(a: int, b: int) -> int:
        return table[manager.IndexToNode(a)][manager.IndexToNode(b)]

    def time(a: int, b: int) -> int:
        return cost(a, b) + service[manager.IndexToNode(a)]

    model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitCallback(cost))
    horizon = max(problem.off)
    model.AddDimension(model.RegisterTransitCallback(time), horizon, horizon, False, "time")
    clock = model.GetDimensionOrDie("time")
    for node, call in enumerate(problem.calls):
        index = manager.NodeToIndex(node)
        clock.CumulVar(index).SetRange(call.earliest, call.latest)
        if call.walker is not None:
            model.VehicleVar(index).SetValues([call.walker])
        if not call.required:
            model.AddDisjunction([index], call.prize)
    search = pywrapcp.DefaultRoutingSearchParameters()
    search.first_solution_strategy = (
        routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    )
    search.local_search_metaheuristic = (
        routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    )
    search.time_limit.FromMilliseconds(int(seconds * 1000))
    solution = model.SolveWithParameters(search)
    routes = []
    for walker in range(problem.walkers):
        route, index = [], model.Start(walker)
        while solution is not None and not model.IsEnd(index):
            node = manager.IndexToNode(index)
            if node != base:
                route.append(problem.calls[node])
            index = solution.Value(model.NextVar(index))
        routes.append(route)
    return as_plan(problem, routes, "OR-tools routing", 0)
