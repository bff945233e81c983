import type {
  DescribeThingRegistrationTaskCommand,
  DescribeThingRegistrationTaskResponse,
  ListThingRegistrationTaskReportsCommand,
  ListThingRegistrationTaskReportsResponse,
  StartThingRegistrationTaskCommand,
  StartThingRegistrationTaskResponse,
} from '@aws-sdk/client-iot'

/** The call of `startBulkRegistration`. An `IoTClient` fits without a cast. */
export interface BulkStartCalls {
  send(command: StartThingRegistrationTaskCommand): Promise<StartThingRegistrationTaskResponse>
}

/** The calls of `readBulkReports`. An `IoTClient` fits without a cast. */
export interface BulkReportCalls {
  send(command: DescribeThingRegistrationTaskCommand): Promise<DescribeThingRegistrationTaskResponse>
  send(command: ListThingRegistrationTaskReportsCommand): Promise<ListThingRegistrationTaskReportsResponse>
}
