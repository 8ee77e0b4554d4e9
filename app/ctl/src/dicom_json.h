#pragma once

#include "command.h"

#include "imaging/import.h"

namespace twinward::ctl {

inline Json refusalsJson(const std::vector<imaging::RefusedObject>& refused)
{
    Json list = Json::array();
    for (const imaging::RefusedObject& each : refused)
        list.push_back(Json{{"file", utf8(each.name)}, {"why", utf8(each.why)}});
    return list;
}

} // namespace twinward::ctl
