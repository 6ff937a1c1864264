const types =
  /^AWS::(DynamoDB::(Global)?Table|RDS::(DBInstance|DBCluster|GlobalCluster)|EFS::FileSystem|FSx::FileSystem|EC2::Volume|DocDB::DB\w+|Neptune::DB\w+|ElastiCache::\w*(Cluster|Group|Cache)|MemoryDB::Cluster|Redshift::Cluster|OpenSearchService::Domain|Elasticsearch::Domain|Timestream::(Database|Table)|Cassandra::(Keyspace|Table)|Kinesis::Stream|MSK::Cluster|Backup::BackupVault|S3Express::DirectoryBucket|Lightsail::(Database|Disk))$/;

/** Whether resources of a type that no kind of ours covers hold what nobody could make again. */
export function holdsDataByType(type: string): boolean {
  return types.test(type);
}
